/** The workflow that breaks a task's recording down into prompts. */
export const extractPrompts = {
  workflowType: 'extractPrompts',
  workflowId: (taskId: string) => `task/${taskId}`,
} as const;

export interface ExtractPromptsInput {
  taskId: string;
}

export const extractionStatuses = [
  'queued',
  'probing',
  'transcribing',
  'extracting',
  'completed',
  'failed',
  'rejected',
] as const;

export type ExtractionStatus = (typeof extractionStatuses)[number];
