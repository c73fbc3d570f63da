import type { Order } from '../../db/entities/order.ts';
import { Problem } from '../http/problem.ts';
import type { CurrentUser } from '../http/route.ts';

/** An order is its buyer's affair, and the administrators'. */
export function requireReadable(user: CurrentUser, order: Order | null): Order {
  if (order && (order.user === user.id || user.role === 'admin')) return order;
  throw new Problem('not_found');
}
