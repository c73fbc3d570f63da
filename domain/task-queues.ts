/** One queue a resource, so that a slow one never blocks another. See docs/adr/0003. */
export const taskQueues = {
  /** Workflow code, and activities that only touch Postgres or Temporal. */
  orchestration: 'orchestration',
  /** ffmpeg and ffprobe: as many slots as cores. */
  media: 'media',
  /** Calls to the AI provider: limited by what the provider allows. */
  ai: 'ai',
  /** Payments, entitlements, links and mail. */
  fulfilment: 'fulfilment',
} as const;

export type TaskQueue = (typeof taskQueues)[keyof typeof taskQueues];
