import type { z } from 'zod';
import type { CartLine } from '../../db/repositories/store/cart.ts';
import type { cartSchema } from './schema.ts';

export function presentCart(lines: CartLine[]): z.input<typeof cartSchema> {
  const byCurrency = new Map<string, number>();
  for (const { currency, priceMinor } of lines) {
    byCurrency.set(currency, (byCurrency.get(currency) ?? 0) + priceMinor);
  }
  return {
    items: lines.map((line) => ({
      audiobook_id: line.audiobookId,
      title: line.title,
      price: { amount: line.priceMinor, currency: line.currency },
      available: line.available,
      owned: line.owned,
      added_at: line.addedAt.toISOString(),
    })),
    count: lines.length,
    totals: [...byCurrency].map(([currency, amount]) => ({ amount, currency })),
  };
}
