import type { Money } from '../../domain/money.ts';

export interface ChargeRequest {
  /** Made from the order, so that however often the charge is asked for, it happens once. */
  idempotencyKey: string;
  amount: Money;
  paymentMethod: string;
  /** What the buyer reads on the statement. */
  description: string;
}

export type ChargeOutcome =
  | { status: 'succeeded'; reference: string }
  | { status: 'declined'; reference: string; reason: string };

/** Errors are LectorFailures `payment_unavailable`, which are worth another try. A decline is an outcome, not an error. */
export interface PaymentProvider {
  readonly name: string;
  charge(request: ChargeRequest): Promise<ChargeOutcome>;
  /** Gives all of a charge back. Asked for twice, it is done once. */
  refund(reference: string): Promise<void>;
}
