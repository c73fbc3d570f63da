import { Entitlement } from '../db/entities/entitlement.ts';
import { findOrder, findOrderItems } from '../db/repositories/store/orders.ts';
import { LectorFailure } from '../domain/failure.ts';
import { CommandError, type Command } from './command.ts';

export const order: Command = {
  usage: 'order ORDER_ID',
  summary: 'One order with its items and entitlements, as JSON',
  options: {},
  run: async ({ orm }, _values, [orderId = '']) => {
    const em = orm.em.fork();
    try {
      const found = await findOrder(em, orderId);
      const items = await findOrderItems(em, orderId);
      const entitlements = await em.find(Entitlement, { order: orderId });
      console.log(JSON.stringify({ order: found, items, entitlements }, null, 2));
      return 0;
    } catch (error) {
      if (error instanceof LectorFailure) throw new CommandError(error.message);
      throw error;
    }
  },
};
