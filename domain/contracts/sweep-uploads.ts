/** The scheduled workflow that removes what nobody refers to any more. */
export const sweepUploads = {
  workflowType: 'sweepUploads',
  scheduleId: 'schedule/sweep-uploads',
  workflowId: 'sweep-uploads',
  everySeconds: 6 * 3600,
} as const;

export interface SweepObjectsInput {
  /** Younger objects may belong to a request that is still under way. */
  orphanedAfterHours: number;
  /** Uploads in parts that nobody has completed since. */
  givenUpAfterHours: number;
}
