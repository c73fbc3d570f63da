import { LectorFailure } from '../../../domain/failure.ts';
import { checkOut, fillCart, orderEnd } from '../../support/orders.ts';
import type { Scenario, Stage } from '../scenario.ts';

export const orderScenarios: Record<string, Scenario> = {
  'order-fulfilled': async (stage) => {
    await order(stage);
  },

  'order-payment-retried': async (stage) => {
    stage.payments.beforeCharges.push(async () => {
      throw new LectorFailure('payment_unavailable', 'Nobody answers');
    });
    await order(stage);
  },

  'order-declined': async (stage) => {
    await order(stage, 'pm_card_declined');
  },

  'order-already-owned': async (stage) => {
    const buyer = await newBuyer(stage);
    const answers = await Promise.all([checkOut(buyer), checkOut(buyer), checkOut(buyer)]);
    for (const { status, body } of answers) if (status < 300) await orderEnd(buyer, body.id);
  },

  'order-refunded': async (stage) => {
    const buyer = await newBuyer(stage);
    stage.payments.beforeCharges.push(async () => {
      await stage.lector.deps.orm.em
        .fork()
        .getKysely()
        .deleteFrom('entitlements')
        .where('user_id', '=', buyer.id)
        .execute();
    });
    const { body } = await checkOut(buyer);
    await orderEnd(buyer, body.id);
  },

  'order-cancelled-too-late': async (stage) => {
    stage.payments.beforeCharges.push(async ({ idempotencyKey }) => {
      const workflowId = idempotencyKey.replace(/\/charge$/, '');
      await stage.lector.temporal.client.workflow.getHandle(workflowId).cancel();
    });
    await order(stage);
  },
};

async function newBuyer({ lector, soldBookId }: Stage) {
  const buyer = await lector.newUser();
  await fillCart(buyer, soldBookId);
  return buyer;
}

async function order(stage: Stage, paymentMethod = 'pm_card_visa'): Promise<void> {
  const buyer = await newBuyer(stage);
  const { body } = await checkOut(buyer, { paymentMethod });
  await orderEnd(buyer, body.id);
}
