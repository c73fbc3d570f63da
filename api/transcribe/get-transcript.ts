import { findLatestDelivery } from '../../db/repositories/transcribe/webhook-deliveries.ts';
import { route } from '../http/route.ts';
import { meetCaller } from './caller.ts';
import { requireOwn } from './policy.ts';
import { presentTranscript } from './present.ts';
import { transcriptDetailSchema, transcriptParams } from './schema.ts';

export const getServiceTranscript = route({
  operationId: 'getServiceTranscript',
  tag: 'Transcription',
  summary: 'How an upload is getting on, and its text',
  method: 'get',
  path: '/transcribe/{id}',
  auth: 'optional',
  scope: 'transcribe',
  ownedBy: 'caller',
  params: transcriptParams,
  responses: { 200: { description: 'Status and text', schema: transcriptDetailSchema } },
  handler: async (call) => {
    const { params, em, deps } = call;
    const row = await requireOwn(em, await meetCaller(call), params.id);
    const body = await presentTranscript(row, deps);
    const delivery = row.webhook_url === null ? null : await findLatestDelivery(em, row.id);
    if (!delivery) return { status: 200, body };
    const deliveredAt = delivery.delivered_at?.toISOString() ?? null;
    return { status: 200, body: { ...body, webhook: { ...delivery, delivered_at: deliveredAt } } };
  },
});
