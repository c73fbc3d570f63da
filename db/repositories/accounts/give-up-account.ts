import { deleteAccount } from '../../../domain/contracts/delete-account.ts';
import type { WorkflowStart } from '../../../domain/workflow-start.ts';
import { Email } from '../../entities/email.ts';
import type { User } from '../../entities/user.ts';
import type { Tx } from '../../transaction.ts';
import { addToOutbox } from '../outbox.ts';
import { removeReviewsOf } from '../reviews/reviews.ts';
import { removeTotp } from './second-factors.ts';

/** Rows that go with the account, whole. */
const personalTables = [
  'sessions',
  'api_keys',
  'identities',
  'one_time_tokens',
  'cart_items',
  'library_items',
  'favorites',
  'listening_progress',
  'listening_sessions',
  'listening_days',
  'bookmarks',
  'author_follows',
  'idempotency_keys',
] as const;

/**
 * Takes everything personal out of an account. The row stays for the orders that bookkeeping must keep; it names nobody
 * any more and lets nobody in.
 *
 * @returns the workflow to start after the commit, which erases recordings and picture
 */
export async function giveUpAccount(tx: Tx, user: User): Promise<WorkflowStart> {
  const { id } = user;
  await tx.nativeDelete(Email, { $or: [{ recipient: user.email }, { subjectId: id }] });
  for (const table of personalTables) {
    await tx.getKysely().deleteFrom(table).where('user_id', '=', id).execute();
  }
  await removeTotp(tx, id);
  await removeReviewsOf(tx, id);
  const now = new Date();
  tx.assign(user, {
    email: `deleted-${id}@deleted.invalid`,
    username: `deleted-${id}`,
    passwordHash: null,
    role: 'user',
    emailVerifiedAt: null,
    bio: '',
    notifications: {},
    disabledAt: now,
    deletedAt: now,
  });
  const start: WorkflowStart = {
    workflowType: deleteAccount.workflowType,
    workflowId: deleteAccount.workflowId(id),
    input: { userId: id },
    summary: 'Erase a deleted account',
    details: 'Removes private recordings, their transcripts, tasks, and the picture.',
    searchAttributes: { UserId: id },
  };
  addToOutbox(tx, start);
  return start;
}
