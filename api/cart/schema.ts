import { z } from 'zod';
import { moneySchema } from '../../domain/money.ts';

export const cartSchema = z
  .object({
    items: z.array(
      z.object({
        audiobook_id: z.uuid(),
        title: z.string(),
        price: moneySchema,
        available: z.boolean().meta({ description: 'False where it is no longer for sale' }),
        owned: z.boolean(),
        added_at: z.iso.datetime(),
      }),
    ),
    count: z.int(),
    totals: z.array(moneySchema).meta({ description: 'One a currency' }),
  })
  .meta({ id: 'Cart' });

export const addToCartSchema = z
  .strictObject({ audiobook_id: z.uuid() })
  .meta({ id: 'CartAddition' });

export const mergeCartSchema = z
  .strictObject({ audiobook_ids: z.array(z.uuid()).max(200) })
  .meta({ id: 'CartMerge' });
