import { PaidResult } from '../../entities/paid-result.ts';
import type { Em } from '../../orm.config.ts';

export function findPaidResult(em: Em, contentAddress: string): Promise<PaidResult | null> {
  return em.findOne(PaidResult, { contentAddress });
}

type NewPaidResult = Pick<
  PaidResult,
  'contentAddress' | 'kind' | 'model' | 'result' | 'usage' | 'costMicros' | 'paidFor'
>;

/** Keeps an answer. Where two have bought the same at the same time, the first one's stays. */
export async function keepPaidResult(em: Em, paid: NewPaidResult): Promise<void> {
  await em.upsert(PaidResult, paid, {
    onConflictFields: ['contentAddress'],
    onConflictAction: 'ignore',
  });
}

/** @returns millionths of a US dollar that went to providers on behalf of a transcription or an audiobook */
export async function sumPaidFor(em: Em, paidFor: string): Promise<number> {
  const { total } = await em
    .getKysely()
    .selectFrom('paid_results')
    .select((eb) => eb.fn.sum('cost_micros').as('total'))
    .where('paid_for', '=', paidFor)
    .executeTakeFirstOrThrow();
  return Number(total ?? 0);
}

/** The part of it that bought these answers. */
export async function sumPaidOn(em: Em, paidFor: string, addresses: string[]): Promise<number> {
  if (addresses.length === 0) return 0;
  const { total } = await em
    .getKysely()
    .selectFrom('paid_results')
    .select((eb) => eb.fn.sum('cost_micros').as('total'))
    .where('paid_for', '=', paidFor)
    .where('content_address', 'in', addresses)
    .executeTakeFirstOrThrow();
  return Number(total ?? 0);
}
