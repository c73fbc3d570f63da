import { enterExtraction } from '../db/repositories/tasks/task-extractions.ts';
import { transact } from '../db/transaction.ts';
import type { ExtractionStatus } from '../domain/contracts/extract-prompts.ts';
import type { Deps } from '../platform/deps.ts';

interface EnterExtractionStageInput {
  taskId: string;
  status: ExtractionStatus;
  runId: string;
}

export function createEnterExtractionStage({ orm }: Pick<Deps, 'orm'>) {
  /** Puts the extraction's status where clients read it. */
  return async function enterExtractionStage(input: EnterExtractionStageInput): Promise<void> {
    await transact(orm.em.fork(), (tx) => enterExtraction(tx, input));
  };
}
