/** The workflow that takes an uploaded recording to a published audiobook. */
export const ingestAudiobook = {
  workflowType: 'ingestAudiobook',
  workflowId: (audiobookId: string) => `ingest-audiobook/${audiobookId}`,
} as const;

export interface IngestAudiobookInput {
  audiobookId: string;
}

export const ingestionStatuses = [
  'uploaded',
  'probing',
  'transcribing',
  'summarizing',
  'published',
  'transcription_failed',
  'rejected',
] as const;

export type IngestionStatus = (typeof ingestionStatuses)[number];
