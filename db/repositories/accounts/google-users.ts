import { Identity } from '../../entities/identity.ts';
import { User } from '../../entities/user.ts';
import { newId } from '../../new-id.ts';
import type { Tx } from '../../transaction.ts';

interface Profile {
  subject: string;
  email: string;
  emailVerified: boolean;
  name: string | null;
}

export type GoogleUser =
  | { kind: 'known'; user: User }
  | { kind: 'linked'; user: User }
  | { kind: 'made'; user: User }
  /** There is an account with this address whose owner has not shown that the address is theirs. */
  | { kind: 'unverified' };

/**
 * The account that a Google identity signs in to. An existing account is linked only where both sides have verified the
 * address: otherwise somebody could register with another's address and wait for them to arrive from Google.
 */
export async function findGoogleUser(tx: Tx, profile: Profile): Promise<GoogleUser> {
  const { subject, email } = profile;
  const identity = await tx.findOne(Identity, { provider: 'google', subject });
  if (identity) return { kind: 'known', user: await tx.findOneOrFail(User, { id: identity.user }) };
  const existing = await tx.findOne(User, { email });
  if (!profile.emailVerified || (existing && !existing.emailVerifiedAt))
    return { kind: 'unverified' };
  const user = existing ?? (await makeUser(tx, profile));
  tx.persist(tx.create(Identity, { provider: 'google', subject, user: user.id, email }));
  await tx.flush();
  return { kind: existing ? 'linked' : 'made', user };
}

async function makeUser(tx: Tx, { email, name }: Profile): Promise<User> {
  const id = newId();
  const base = (name ?? email.split('@')[0] ?? '')
    .replaceAll(/[^\p{L}\p{N}._-]+/gu, '-')
    .slice(0, 40);
  // The end of the id tells it from others of the same name.
  const username = `${base.replaceAll(/^-+|-+$/g, '') || 'reader'}-${id.slice(-6)}`;
  const user = tx.create(User, { id, email, username, emailVerifiedAt: new Date() });
  await tx.persist(user).flush();
  return user;
}
