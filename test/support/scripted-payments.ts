import type { ChargeRequest, PaymentProvider } from '../../platform/payments/provider.ts';

/** The simulated provider, with what a test wants to happen in between. */
export interface ScriptedPayments extends PaymentProvider {
  /** What the next charges wait for, or fail with, before they are made: one a charge. */
  beforeCharges: ((request: ChargeRequest) => Promise<void>)[];
  /** How often each key was asked to be charged. */
  asked: Map<string, number>;
  refunds: string[];
}

export function scriptPayments(own: PaymentProvider): ScriptedPayments {
  const beforeCharges: ScriptedPayments['beforeCharges'] = [];
  const asked = new Map<string, number>();
  const refunds: string[] = [];
  return {
    name: own.name,
    beforeCharges,
    asked,
    refunds,
    async charge(request) {
      asked.set(request.idempotencyKey, (asked.get(request.idempotencyKey) ?? 0) + 1);
      await beforeCharges.shift()?.(request);
      return own.charge(request);
    },
    async refund(reference) {
      refunds.push(reference);
      await own.refund(reference);
    },
  };
}
