/** The workflow that removes what a deleted transcript of the service leaves in the object storage. */
export const eraseTranscript = {
  workflowType: 'eraseTranscript',
  workflowId: (transcriptId: string) => `erase-transcript/${transcriptId}`,
} as const;

export interface EraseTranscriptInput {
  transcriptId: string;
}
