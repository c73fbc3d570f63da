/** The workflow that charges an order and hands over what was bought. */
export const fulfilOrder = {
  workflowType: 'fulfilOrder',
  workflowId: (orderId: string) => `order/${orderId}`,
  /** Update: answers once the order is in a final state. */
  awaitFulfilment: 'awaitFulfilment',
} as const;

export interface FulfilOrderInput {
  orderId: string;
}

export const orderStatuses = [
  'pending',
  'paid',
  'fulfilled',
  'payment_failed',
  'refunded',
  'cancelled',
] as const;

export type OrderStatus = (typeof orderStatuses)[number];
