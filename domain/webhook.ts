export const webhookEvents = ['transcript.completed', 'transcript.error'] as const;

export type WebhookEvent = (typeof webhookEvents)[number];
