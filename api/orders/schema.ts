import { z } from 'zod';
import { linkKinds } from '../../db/entities/download-link.ts';
import { orderStatuses } from '../../domain/contracts/fulfil-order.ts';
import { moneySchema } from '../../domain/money.ts';
import { pageQuery, pageSchema } from '../http/pagination.ts';

export const orderParams = z.object({ id: z.uuid() });

export const linkSchema = z
  .object({
    audiobook_id: z.uuid(),
    kind: z.enum(linkKinds),
    file_name: z.string(),
    url: z.url().meta({ description: 'Good for one GET after another until it expires' }),
    expires_at: z.iso.datetime(),
  })
  .meta({ id: 'DownloadLink' });

export const linkListSchema = z.object({ links: z.array(linkSchema) }).meta({ id: 'LinkList' });

export const orderSchema = z
  .object({
    id: z.uuid(),
    status: z.enum(orderStatuses),
    items: z.array(z.object({ audiobook_id: z.uuid(), title: z.string(), price: moneySchema })),
    total: moneySchema,
    payment: z.object({
      provider: z.string().meta({ description: '`simulated`: no money moves' }),
      method: z.string(),
      reference: z.string().nullable(),
      paid_at: z.iso.datetime().nullable(),
    }),
    error: z.object({ code: z.string(), detail: z.string() }).nullable(),
    links: z.array(linkSchema).meta({ description: 'Those that have not expired' }),
    receipt_url: z.url().nullable(),
    workflow_id: z.string(),
    created_at: z.iso.datetime(),
    fulfilled_at: z.iso.datetime().nullable(),
  })
  .meta({ id: 'Order' });

export type OrderBody = z.infer<typeof orderSchema>;

export const orderPageQuery = z.strictObject(pageQuery);
export const orderPageSchema = pageSchema(orderSchema, 'OrderPage');
