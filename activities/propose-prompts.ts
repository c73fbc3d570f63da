import { newId } from '../db/new-id.ts';
import { changeTask } from '../db/repositories/tasks/change-task.ts';
import { lockTaskOfWorkflow } from '../db/repositories/tasks/own-tasks.ts';
import { findSections } from '../db/repositories/tasks/task-extraction-sections.ts';
import { findExtraction, finishExtraction } from '../db/repositories/tasks/task-extractions.ts';
import { transact } from '../db/transaction.ts';
import { LectorFailure } from '../domain/failure.ts';
import { proposePrompts as propose } from '../domain/tasks/propose-prompts.ts';
import type { Deps } from '../platform/deps.ts';

export function createProposePrompts({ orm }: Pick<Deps, 'orm'>) {
  /** Puts what was found into the task, once, for its owner to accept or reject. */
  return async function proposePrompts(input: { taskId: string }): Promise<{ proposed: number }> {
    const { taskId } = input;
    return transact(orm.em.fork(), async (tx) => {
      const task = await lockTaskOfWorkflow(tx, taskId);
      if (!task) throw new LectorFailure('record_missing', 'The task was deleted.');
      const extraction = await findExtraction(tx, taskId);
      if (extraction.promptsProposed === null || extraction.promptsProposed === undefined) {
        const found = (await findSections(tx, taskId)).flatMap(({ prompts }) => prompts);
        const { content, leftOut } = propose(task.content, found, newId);
        await changeTask(tx, task, 'proposed', content);
        extraction.promptsProposed = found.length - leftOut;
        extraction.promptsLeftOut = leftOut;
      }
      await finishExtraction(tx, taskId, { status: 'completed' });
      return { proposed: extraction.promptsProposed };
    });
  };
}
