import { z } from 'zod';

/** An amount in minor units (cents, öre, yen) with its ISO 4217 currency. */
export const moneySchema = z
  .object({
    amount: z.int().min(0).max(1_000_000_00),
    currency: z.string().regex(/^[A-Z]{3}$/, 'an ISO 4217 code, such as USD'),
  })
  .meta({ id: 'Money', description: 'Minor units and an ISO 4217 currency' });

export type Money = z.infer<typeof moneySchema>;

/** `{amount: 1299, currency: 'USD'}` → `$12.99`, with the decimals that the currency has. */
export function formatMoney(money: Money, locale = 'en-US'): string {
  const format = new Intl.NumberFormat(locale, { style: 'currency', currency: money.currency });
  const decimals = format.resolvedOptions().maximumFractionDigits ?? 2;
  return format.format(money.amount / 10 ** decimals);
}
