import type { StartAttributes } from './search-attributes.ts';

/** A workflow to start. Its id says what it works for, so that starting it twice starts it once. */
export interface WorkflowStart {
  workflowType: string;
  workflowId: string;
  input: object;
  /** One line for the Temporal UI, with the title or the number that a person knows it by. */
  summary: string;
  /** A few lines of Markdown for the Temporal UI: what this is about. */
  details: string;
  searchAttributes: StartAttributes;
}
