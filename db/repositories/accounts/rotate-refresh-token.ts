import { LockMode } from '@mikro-orm/core';
import { RefreshToken } from '../../entities/refresh-token.ts';
import { Session } from '../../entities/session.ts';
import type { Tx } from '../../transaction.ts';

/** How long a client that lost the answer may ask for it again. */
const retryWindowMs = 60_000;

interface Rotation {
  presentedHash: Buffer;
  successorHash: Buffer;
  sealedSuccessor: Buffer;
}

export type RotationOutcome =
  | { kind: 'rotated'; session: Session }
  /** The same answer as before, for a client that lost it. */
  | { kind: 'repeated'; session: Session; sealedSuccessor: Buffer }
  /** A token that was used long ago, or whose successor was used: somebody has stolen one. The session has ended. */
  | { kind: 'reused'; session: Session }
  | { kind: 'unknown' };

/** Trades a refresh token for its successor. Uses of one family queue up for the session's lock. */
export async function rotateRefreshToken(tx: Tx, rotation: Rotation): Promise<RotationOutcome> {
  const seen = await tx.findOne(RefreshToken, { tokenHash: rotation.presentedHash });
  if (!seen) return { kind: 'unknown' };
  const session = await tx.findOne(
    Session,
    { id: seen.session },
    { lockMode: LockMode.PESSIMISTIC_WRITE },
  );
  if (!session || session.revokedAt || session.expiresAt < new Date()) return { kind: 'unknown' };
  const token = await tx.refresh(seen);
  if (!token) return { kind: 'unknown' };
  if (!token.usedAt) {
    token.usedAt = new Date();
    token.sealedSuccessor = rotation.sealedSuccessor;
    session.lastUsedAt = new Date();
    tx.persist(tx.create(RefreshToken, { tokenHash: rotation.successorHash, session: session.id }));
    return { kind: 'rotated', session };
  }
  const { usedAt, sealedSuccessor } = token;
  const isLatestUse = await isNewestUsed(tx, session.id, usedAt);
  if (sealedSuccessor && isLatestUse && Date.now() - usedAt.getTime() < retryWindowMs) {
    return { kind: 'repeated', session, sealedSuccessor: Buffer.from(sealedSuccessor) };
  }
  session.revokedAt = new Date();
  return { kind: 'reused', session };
}

/** True while the successor has not been used itself. */
async function isNewestUsed(tx: Tx, sessionId: string, usedAt: Date): Promise<boolean> {
  const later = await tx.count(RefreshToken, { session: sessionId, usedAt: { $gt: usedAt } });
  return later === 0;
}
