import { setCurrentDetails } from '@temporalio/workflow';
import { showStage } from './search-attribute-keys.ts';

interface Stage<Result> {
  /** Markdown for the Temporal UI. */
  details?: string;
  /** Writes the status where clients read it. */
  note: () => Promise<void>;
  work: () => Promise<Result>;
}

/**
 * The status is written beside the stage's own work, in one workflow task: a reset to the task before the stage then
 * repeats both, and the status is right again without anybody's help. Both settle before it throws.
 *
 * @throws the error of the work, or else that of the note
 */
export async function enterStage<Result>(
  stage: string,
  { details = `Status: ${stage}`, note, work }: Stage<Result>,
): Promise<Result> {
  showStage(stage);
  setCurrentDetails(details);
  const [noted, worked] = await Promise.allSettled([note(), work()]);
  if (worked.status === 'rejected') throw worked.reason;
  if (noted.status === 'rejected') throw noted.reason;
  return worked.value;
}
