import type { Operation } from '../http/route.ts';
import { checkout } from './checkout.ts';
import { getOrder } from './get-order.ts';
import { getReceipt } from './get-receipt.ts';
import { listOrders } from './list-orders.ts';
import { renewLinks } from './renew-links.ts';

export const ordersOperations: Operation[] = [
  checkout,
  listOrders,
  getOrder,
  renewLinks,
  getReceipt,
];
