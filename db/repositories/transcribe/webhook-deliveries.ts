import { sql } from 'kysely';
import { WebhookDelivery } from '../../entities/transcript.ts';
import type { Em } from '../../orm.config.ts';

export function findDelivery(em: Em, id: string): Promise<WebhookDelivery | null> {
  return em.findOne(WebhookDelivery, { id });
}

/** Notes a try. @param outcome its status, where there was an answer, and what was wrong, where something was */
export async function noteDelivery(
  em: Em,
  id: string,
  outcome: { statusCode: number | null; error: string | null },
): Promise<void> {
  await em
    .getKysely()
    .updateTable('webhook_deliveries')
    .set({
      attempts: sql<number>`attempts + 1`,
      status_code: outcome.statusCode,
      error: outcome.error,
      delivered_at: outcome.error === null ? new Date() : null,
      updated_at: new Date(),
    })
    .where('id', '=', id)
    .execute();
}

/** What a client is told of its webhook: the latest event's delivery, or null. */
export async function findLatestDelivery(em: Em, transcriptId: string) {
  const row = await em
    .getKysely()
    .selectFrom('webhook_deliveries')
    .select(['event', 'attempts', 'status_code', 'error', 'delivered_at'])
    .where('transcript_id', '=', transcriptId)
    .orderBy('id', 'desc')
    .executeTakeFirst();
  return row ?? null;
}
