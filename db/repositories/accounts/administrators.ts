import { LockMode } from '@mikro-orm/core';
import { User } from '../../entities/user.ts';
import type { Tx } from '../../transaction.ts';

/**
 * Whether an administrator is left without this one. Administrators' rows are locked until the commit, so that two who
 * step down at the same time do not both count on the other.
 */
export async function isAdminLeftWithout(tx: Tx, userId: string): Promise<boolean> {
  const admins = await tx.find(
    User,
    { role: 'admin', disabledAt: null },
    { lockMode: LockMode.PESSIMISTIC_WRITE, orderBy: { id: 'asc' } },
  );
  return admins.some((admin) => admin.id !== userId);
}
