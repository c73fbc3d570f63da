/** The child workflow that turns one stored recording into a stored transcript, whoever asked for it. */
export const transcribeAudio = {
  workflowType: 'transcribeAudio',
  workflowId: (transcriptionId: string) => `transcribe/${transcriptionId}`,
} as const;

export interface TranscribeAudioInput {
  transcriptionId: string;
}

export interface TranscribeAudioResult {
  chunksTotal: number;
  /** Millionths of a US dollar. */
  costMicros: number;
  /** Tries that the operator allows a paid call. */
  maxAttempts: number;
}
