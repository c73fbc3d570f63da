import type { Audiobook } from '../../db/entities/audiobook.ts';
import { findCard } from '../../db/repositories/catalogue/audiobook-cards.ts';
import { lockAudiobook } from '../../db/repositories/catalogue/edit-audiobook.ts';
import { transact, type Tx } from '../../db/transaction.ts';
import type { Call } from '../http/route.ts';
import { answerAudiobook } from './answer-audiobook.ts';
import { requireVersion } from '../http/entity-tag.ts';
import { requireManager } from './policy.ts';
import { toProblem } from './to-problem.ts';

/**
 * Changes an audiobook, if the caller may and `If-Match` has nothing against it, while nobody else does.
 *
 * @returns what it has become
 */
export async function changeAudiobook(
  {
    ctx,
    em,
    user,
    deps,
  }: Pick<Call<'user', unknown, unknown, unknown>, 'ctx' | 'em' | 'user' | 'deps'>,
  id: string,
  change: (tx: Tx, audiobook: Audiobook) => Promise<void>,
) {
  await transact(em, async (tx) => {
    const audiobook = requireManager(user, await lockAudiobook(tx, id));
    requireVersion(ctx, audiobook.version);
    await change(tx, audiobook);
  }).catch((error: unknown) => {
    throw toProblem(error, 'body');
  });
  return answerAudiobook(deps, await findCard(em, id));
}
