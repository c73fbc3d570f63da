import { failures, type FailureCode } from '../errors.ts';
import { layOutMail, type MailText } from './mail-text.ts';

export interface IngestionFailure {
  audiobookId: string;
  title: string;
  code: FailureCode;
  detail: string;
  workflowId: string;
  /** null where no Web UI is known. */
  workflowUrl: string | null;
}

export function ingestionFailedMail(failure: IngestionFailure): MailText {
  const { title: cause, remedy } = failures[failure.code];
  return layOutMail({
    subject: `Ingestion failed: ${failure.title}`,
    paragraphs: [
      `The audiobook “${failure.title}” could not be published. ${cause}.`,
      `What to do: ${remedy}`,
      'Chunks that are done stay done: a replay pays only for what is missing.',
    ],
    rows: [
      { label: 'Audiobook', value: failure.audiobookId },
      { label: 'Cause', value: failure.code },
      { label: 'Detail', value: failure.detail },
      { label: 'Replay', value: `npm run ops -- replay --workflow-id ${failure.workflowId}` },
    ],
    ...(failure.workflowUrl ? { link: { label: 'Workflow', url: failure.workflowUrl } } : {}),
  });
}
