import { ActivityFailure } from '@temporalio/common';
import {
  allHandlersFinished,
  CancellationScope,
  condition,
  defineUpdate,
  setCurrentDetails,
  setHandler,
  setWorkflowOptions,
  workflowInfo,
} from '@temporalio/workflow';
import {
  fulfilOrder as contract,
  type FulfilOrderInput,
  type OrderStatus,
} from '../domain/contracts/fulfil-order.ts';
import type { FailureCode } from '../domain/errors.ts';
import { fulfilment, payments } from './activity-proxies.ts';
import { describeFailure, failureCause } from './failure-cause.ts';
import { showFailure, showStage } from './search-attribute-keys.ts';

const awaitFulfilment = defineUpdate<OrderStatus>(contract.awaitFulfilment);

/**
 * A saga: reserve → charge → grant → issue links → receipt. What cannot be had is not charged for, and what was charged
 * but cannot be granted is refunded. A cancel is heard until the charge is asked for: no other comes between the buyer's
 * money and what it buys.
 */
export async function fulfilOrder(input: FulfilOrderInput): Promise<OrderStatus> {
  const run = CancellationScope.current();
  return CancellationScope.nonCancellable(() => fulfil(input, () => run.consideredCancelled));
}

async function fulfil(input: FulfilOrderInput, isCancelled: () => boolean): Promise<OrderStatus> {
  let end: OrderStatus | null = null;
  setHandler(awaitFulfilment, async () => {
    await CancellationScope.nonCancellable(() => condition(() => end !== null));
    return end as OrderStatus;
  });
  try {
    end = await settle(input, isCancelled);
    showStage(end);
    setCurrentDetails(`The order is ${end.replace('_', ' ')}.`);
    if (end === 'fulfilled') {
      await fulfilment.orderReceipt.executeWithOptions({ summary: 'Mail the receipt' }, [input]);
    }
    await condition(allHandlersFinished);
    return end;
  } catch (error) {
    const cause = failureCause(error);
    showFailure('failed', cause.code);
    setCurrentDetails(describeFailure(cause, workflowInfo().workflowId));
    throw error;
  }
}

async function settle(input: FulfilOrderInput, isCancelled: () => boolean): Promise<OrderStatus> {
  showStage('reserving');
  const reservation = await fulfilment.reserveOrder.executeWithOptions(
    { summary: 'Reserve, so that nothing is sold to the buyer twice' },
    [input],
  );
  if (!reservation.reserved) {
    return close(input, 'cancelled', 'already_owned', `Already theirs: ${reservation.title}`);
  }
  if (isCancelled()) {
    return close(input, 'cancelled', 'cancelled', 'Cancelled before anything was charged.');
  }
  showStage('charging');
  const charge = await payments.chargeOrder.executeWithOptions({ summary: 'Charge' }, [input]);
  if (charge.status === 'declined') {
    return close(input, 'payment_failed', 'payment_declined', charge.reason);
  }
  showStage('granting');
  try {
    await fulfilment.grantOrder.executeWithOptions({ summary: 'Grant what was bought' }, [input]);
    await fulfilment.issueLinks.executeWithOptions({ summary: 'Issue download links' }, [input]);
    return 'fulfilled';
  } catch (error) {
    // Only a permanent failure ends the waiting: then the money goes back.
    if (!(error instanceof ActivityFailure)) throw error;
    const { code, detail } = failureCause(error);
    if (code === 'step_timed_out') throw error;
    await payments.refundCharge.executeWithOptions({ summary: `Refund: ${code}` }, [input]);
    return close(input, 'refunded', code, detail);
  }
}

async function close(
  { orderId }: FulfilOrderInput,
  status: OrderStatus,
  code: FailureCode,
  detail: string,
): Promise<OrderStatus> {
  await fulfilment.closeOrder.executeWithOptions({ summary: `Close: ${status}` }, [
    { orderId, status, code, detail },
  ]);
  return status;
}

setWorkflowOptions({ failureExceptionTypes: [Error] }, fulfilOrder);
