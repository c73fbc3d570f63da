import { User } from '../../db/entities/user.ts';
import { isAdminLeftWithout } from '../../db/repositories/accounts/administrators.ts';
import type { Tx } from '../../db/transaction.ts';
import { Problem } from '../http/problem.ts';

/** @throws Problem `not_found` when there is no such account, or no more */
export async function requireAccount(tx: Tx, id: string): Promise<User> {
  const user = await tx.findOne(User, { id, deletedAt: null });
  if (!user) throw new Problem('not_found');
  return user;
}

/**
 * To be asked before an account stops being an administrator's, in the transaction that makes it so.
 *
 * @throws Problem `last_administrator`
 */
export async function requireAnotherAdmin(tx: Tx, user: User): Promise<void> {
  if (user.role === 'admin' && !(await isAdminLeftWithout(tx, user.id))) {
    throw new Problem('last_administrator');
  }
}
