import { User } from '../db/entities/user.ts';
import { queueEmail } from '../db/repositories/accounts/emails.ts';
import { findOrder } from '../db/repositories/store/orders.ts';
import { transact } from '../db/transaction.ts';
import type { Deps } from '../platform/deps.ts';

export function createOrderReceipt({ orm, starter }: Pick<Deps, 'orm' | 'starter'>) {
  /** Has the receipt mailed. The mail has a workflow of its own, so a mail server that is away holds nothing up. */
  return async function orderReceipt({ orderId }: { orderId: string }): Promise<void> {
    const mail = await transact(orm.em.fork(), async (tx) => {
      const order = await findOrder(tx, orderId);
      const buyer = await tx.findOneOrFail(User, { id: order.user });
      const recipient = buyer.email;
      return queueEmail(tx, {
        kind: 'receipt',
        recipient,
        subjectId: orderId,
        occasion: 'fulfilled',
      });
    });
    if (mail) await starter.tryStart(mail);
  };
}
