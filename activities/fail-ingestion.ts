import { queueEmail } from '../db/repositories/accounts/emails.ts';
import { finishIngestion } from '../db/repositories/ingestion/ingestions.ts';
import { transact } from '../db/transaction.ts';
import type { FailureCode } from '../domain/errors.ts';
import type { Deps } from '../platform/deps.ts';

interface FailIngestionInput {
  audiobookId: string;
  code: FailureCode;
  detail: string;
  /** A run is told of once, however often this step is tried. */
  runId: string;
}

/** Causes that lie in the recording itself: the upload is turned down, and no replay will help. */
const rejections = new Set<FailureCode>(['audio_unreadable', 'audio_rejected']);

export function createFailIngestion(deps: Pick<Deps, 'orm' | 'config' | 'starter'>) {
  /** Writes down why it failed and has the administrator told, in one transaction. */
  return async function failIngestion(input: FailIngestionInput): Promise<void> {
    const { audiobookId, code, detail } = input;
    const mail = await transact(deps.orm.em.fork(), async (tx) => {
      const status = rejections.has(code) ? 'rejected' : 'transcription_failed';
      await finishIngestion(tx, audiobookId, { status, failure: { code, detail } });
      return queueEmail(tx, {
        kind: 'ingestion-failed',
        recipient: deps.config.mail.adminAlertAddress,
        subjectId: audiobookId,
        occasion: input.runId,
      });
    });
    if (mail) await deps.starter.tryStart(mail);
  };
}
