import { RecoveryCode, TotpFactor } from '../../entities/second-factor.ts';
import type { Em } from '../../orm.config.ts';
import type { Tx } from '../../transaction.ts';

export async function isTotpConfirmed(em: Em, userId: string): Promise<boolean> {
  return (await em.count(TotpFactor, { user: userId, confirmedAt: { $ne: null } })) > 0;
}

/** Uses up a time step, so that no code is good twice, however many present it. @returns false when it was used */
export async function useTotpStep(em: Em, userId: string, step: number): Promise<boolean> {
  const updated = await em.nativeUpdate(
    TotpFactor,
    { user: userId, lastStep: { $lt: step } },
    { lastStep: step },
  );
  return updated === 1;
}

/** Uses up a recovery code. @returns false when it was used, or is none */
export async function useRecoveryCode(em: Em, userId: string, codeHash: Buffer): Promise<boolean> {
  const updated = await em.nativeUpdate(
    RecoveryCode,
    { user: userId, codeHash, usedAt: null },
    { usedAt: new Date() },
  );
  return updated === 1;
}

/** The second factor counts from now on, with a fresh set of recovery codes. */
export async function confirmTotp(
  tx: Tx,
  userId: string,
  step: number,
  codeHashes: Buffer[],
): Promise<void> {
  await tx.nativeUpdate(TotpFactor, { user: userId }, { confirmedAt: new Date(), lastStep: step });
  await tx.nativeDelete(RecoveryCode, { user: userId });
  await tx.insertMany(
    RecoveryCode,
    codeHashes.map((codeHash) => ({ user: userId, codeHash })),
  );
}

export async function removeTotp(tx: Tx, userId: string): Promise<void> {
  await tx.nativeDelete(TotpFactor, { user: userId });
  await tx.nativeDelete(RecoveryCode, { user: userId });
}
