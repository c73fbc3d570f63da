import { finishExtraction } from '../db/repositories/tasks/task-extractions.ts';
import { transact } from '../db/transaction.ts';
import type { FailureCode } from '../domain/errors.ts';
import { LectorFailure } from '../domain/failure.ts';
import type { Deps } from '../platform/deps.ts';

interface FailExtractionInput {
  taskId: string;
  code: FailureCode;
  detail: string;
}

/** Causes that lie in the recording itself: no replay will help. */
const rejections = new Set<FailureCode>(['audio_unreadable', 'audio_rejected']);

export function createFailExtraction({ orm }: Pick<Deps, 'orm'>) {
  /** Writes down why no prompts came of it. Sections that are done stay done. */
  return async function failExtraction(input: FailExtractionInput): Promise<void> {
    const { taskId, code, detail } = input;
    const status = rejections.has(code) ? 'rejected' : 'failed';
    try {
      await transact(orm.em.fork(), (tx) =>
        finishExtraction(tx, taskId, { status, failure: { code, detail } }),
      );
    } catch (error) {
      // Of a deleted task nobody has to be told.
      if (!(error instanceof LectorFailure && error.code === 'record_missing')) throw error;
    }
  };
}
