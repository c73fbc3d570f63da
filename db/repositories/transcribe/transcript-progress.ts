import { LockMode } from '@mikro-orm/core';
import type { FailureCode } from '../../../domain/errors.ts';
import { LectorFailure } from '../../../domain/failure.ts';
import type { WebhookEvent } from '../../../domain/webhook.ts';
import { Transcript, WebhookDelivery } from '../../entities/transcript.ts';
import { newId } from '../../new-id.ts';
import type { Em } from '../../orm.config.ts';
import type { Tx } from '../../transaction.ts';

interface TranscriptEnd {
  transcriptId: string;
  end:
    | { status: 'completed'; text: string; language: string | null }
    | { status: 'error'; code: FailureCode; detail: string };
}

/** @throws LectorFailure `record_missing` when it was deleted */
export async function findTranscriptOrFail(em: Em, transcriptId: string): Promise<Transcript> {
  const transcript = await em.findOne(Transcript, { id: transcriptId });
  if (transcript) return transcript;
  throw new LectorFailure('record_missing', 'The transcript was deleted.');
}

/** Shows that the work goes on, or goes on again after a replay. */
export async function markProcessing(em: Em, transcriptId: string): Promise<void> {
  await em.nativeUpdate(
    Transcript,
    { id: transcriptId },
    {
      status: 'processing',
      failureCode: null,
      failureDetail: null,
      completedAt: null,
      updatedAt: new Date(),
    },
  );
}

/**
 * Ends a transcript's way, and notes whom to tell. Done twice, it is done once. A transcript that was deleted in the
 * meantime has no end.
 *
 * @returns the webhook's delivery to make, or null
 */
export async function endTranscript(tx: Tx, given: TranscriptEnd): Promise<string | null> {
  const { transcriptId, end } = given;
  const lock = { lockMode: LockMode.PESSIMISTIC_WRITE };
  const transcript = await tx.findOne(Transcript, { id: transcriptId }, lock);
  if (!transcript) return null;
  const event: WebhookEvent = `transcript.${end.status}`;
  if (transcript.status === end.status) return findDelivery(tx, transcriptId, event);
  transcript.status = end.status;
  transcript.completedAt = new Date();
  if (end.status === 'completed') {
    transcript.text = end.text;
    transcript.language = end.language;
  } else {
    transcript.failureCode = end.code;
    transcript.failureDetail = end.detail;
  }
  if (!transcript.webhookUrl) return null;
  const delivery = tx.create(WebhookDelivery, { id: newId(), transcript: transcriptId, event });
  tx.persist(delivery);
  return delivery.id;
}

async function findDelivery(em: Em, transcript: string, event: WebhookEvent) {
  const options = { orderBy: { id: 'desc' as const } };
  const delivery = await em.findOne(WebhookDelivery, { transcript, event }, options);
  return delivery?.id ?? null;
}
