import { resizeCover } from '../../../domain/contracts/resize-cover.ts';
import { coverKeyOfSize, coverSizes } from '../../../domain/cover-size.ts';
import type { WorkflowStart } from '../../../domain/workflow-start.ts';
import type { Audiobook } from '../../entities/audiobook.ts';
import type { Tx } from '../../transaction.ts';
import { addToOutbox } from '../outbox.ts';

/**
 * Gives an audiobook another cover, and writes down the workflow that makes its smaller sizes.
 *
 * @returns the workflow to start after the commit, and the objects that nothing refers to then
 */
export async function replaceCover(
  tx: Tx,
  audiobook: Audiobook,
  cover: { coverId: string; key: string },
): Promise<{ start: WorkflowStart; formerKeys: string[] }> {
  const { id, title, coverKey: former, owner } = audiobook;
  audiobook.coverKey = cover.key;
  const start: WorkflowStart = {
    workflowType: resizeCover.workflowType,
    workflowId: resizeCover.workflowId(cover.coverId),
    input: { audiobookId: id },
    summary: `Smaller covers of “${title.slice(0, 150)}”`,
    details: 'Makes the small, medium and large sizes of a cover that was put up.',
    searchAttributes: { AudiobookId: id, UserId: owner },
  };
  addToOutbox(tx, start);
  await tx.flush();
  if (!former) return { start, formerKeys: [] };
  return { start, formerKeys: [former, ...coverSizes.map((size) => coverKeyOfSize(former, size))] };
}
