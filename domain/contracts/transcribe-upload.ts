/** The workflow that takes an upload of the transcription service to its transcript. */
export const transcribeUpload = {
  workflowType: 'transcribeUpload',
  workflowId: (transcriptId: string) => `transcription/${transcriptId}`,
} as const;

export interface TranscribeUploadInput {
  transcriptId: string;
}

export const transcriptStatuses = ['queued', 'processing', 'completed', 'error'] as const;

export type TranscriptStatus = (typeof transcriptStatuses)[number];
