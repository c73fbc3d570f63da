import { DownloadLink } from '../../db/entities/download-link.ts';
import { Order } from '../../db/entities/order.ts';
import type { Em } from '../../db/orm.config.ts';
import { findOrderItems } from '../../db/repositories/store/orders.ts';
import { presentOrder } from './present.ts';
import type { OrderBody } from './schema.ts';

/** An order as it is in the database now, or null. */
export async function readOrder(em: Em, id: string, publicUrl: string): Promise<OrderBody | null> {
  const fresh = em.fork();
  const order = await fresh.findOne(Order, { id });
  if (!order) return null;
  const items = await findOrderItems(fresh, id);
  const links = await fresh.find(DownloadLink, { order: id }, { orderBy: { fileName: 'asc' } });
  return presentOrder(order, items, links, publicUrl);
}
