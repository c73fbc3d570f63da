import { findTranscriptOrFail } from '../db/repositories/transcribe/transcript-progress.ts';
import { findDelivery, noteDelivery } from '../db/repositories/transcribe/webhook-deliveries.ts';
import { failures } from '../domain/errors.ts';
import { LectorFailure } from '../domain/failure.ts';
import type { Deps } from '../platform/deps.ts';
import { signWebhook } from '../platform/webhooks/sign-webhook.ts';

/** The receiver's word that it never wants to hear of it again. RFC 9110 §15.5.11. */
const gone = 410;

export function createDeliverWebhook({ orm, webhooks }: Pick<Deps, 'orm' | 'webhooks'>) {
  /**
   * Tells a client's webhook how its transcript ended, and notes what came of it.
   *
   * @throws LectorFailure `webhook_unavailable`, to be tried again, `webhook_refused` for good
   */
  return async function deliverWebhook(input: { deliveryId: string }): Promise<void> {
    const { deliveryId } = input;
    const em = orm.em.fork();
    const delivery = await findDelivery(em, deliveryId);
    if (!delivery) throw new LectorFailure('record_missing', 'The transcript was deleted.');
    if (delivery.deliveredAt) return;
    const transcript = await findTranscriptOrFail(em, delivery.transcript);
    const { webhookUrl: url, webhookSecret: secret, failureCode } = transcript;
    if (!url || !secret) return;
    const body = JSON.stringify({
      id: delivery.id,
      type: delivery.event,
      created_at: delivery.createdAt.toISOString(),
      data: {
        id: transcript.id,
        status: transcript.status,
        text: transcript.text ?? null,
        language_code: transcript.language ?? null,
        created_at: transcript.createdAt.toISOString(),
        completed_at: transcript.completedAt?.toISOString() ?? null,
        error: failureCode ? `${failures[failureCode].title}.` : null,
      },
    });
    const headers = {
      'X-Lector-Delivery': delivery.id,
      'X-Lector-Signature': signWebhook(body, secret, new Date()),
    };
    const answer = await webhooks.send({ url, headers, body });
    const statusCode = 'statusCode' in answer ? answer.statusCode : null;
    const error = describeTrouble(answer);
    await noteDelivery(em, deliveryId, { statusCode, error });
    if (error === null) return;
    const isFinal = statusCode === gone || ('refused' in answer && answer.refused);
    throw new LectorFailure(isFinal ? 'webhook_refused' : 'webhook_unavailable', error);
  };
}

function describeTrouble(answer: { statusCode: number } | { error: string }): string | null {
  if ('error' in answer) return answer.error;
  const { statusCode } = answer;
  return statusCode >= 200 && statusCode < 300 ? null : `The receiver answered ${statusCode}.`;
}
