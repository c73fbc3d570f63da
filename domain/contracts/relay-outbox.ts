/** The scheduled workflow that starts what a crash between commit and start has left in the outbox. */
export const relayOutbox = {
  workflowType: 'relayOutbox',
  scheduleId: 'schedule/outbox-relay',
  workflowId: 'outbox-relay',
  everySeconds: 15,
} as const;
