import { enterStage } from '../db/repositories/ingestion/ingestions.ts';
import { transact } from '../db/transaction.ts';
import type { IngestionStatus } from '../domain/contracts/ingest-audiobook.ts';
import type { Deps } from '../platform/deps.ts';

interface EnterIngestionStageInput {
  audiobookId: string;
  status: IngestionStatus;
  runId: string;
}

export function createEnterIngestionStage({ orm }: Pick<Deps, 'orm'>) {
  /** Puts the audiobook's status where clients read it. */
  return async function enterIngestionStage(input: EnterIngestionStageInput): Promise<void> {
    await transact(orm.em.fork(), (tx) => enterStage(tx, input));
  };
}
