/** The workflow that stops the work on a recording that was deleted, and removes all that is stored of it. */
export const eraseRecording = {
  workflowType: 'eraseRecording',
  workflowId: (ownerId: string) => `erase/${ownerId}`,
} as const;

export interface EraseRecordingInput {
  /** The workflow that worked, or works, on it. */
  stops: string;
  /** The recording's own, in the object storage. */
  folder: string;
  /** null where there was no recording yet. */
  transcriptionId: string | null;
}
