/** The scheduled workflow that removes the transcription service's audio once it has been kept long enough. */
export const removeOldAudio = {
  workflowType: 'removeOldAudio',
  scheduleId: 'schedule/remove-old-audio',
  workflowId: 'remove-old-audio',
  everySeconds: 600,
} as const;
