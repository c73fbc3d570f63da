import type { ChargeOutcome, ChargeRequest, PaymentProvider } from './provider.ts';

export interface ChargeRecord {
  idempotencyKey: string;
  amountMinor: number;
  currency: string;
  paymentMethod: string;
  outcome: 'succeeded' | 'declined';
}

/** The simulated provider's own books. */
export interface ChargeBook {
  /** Writes the charge down unless its key is there already; either way returns what the books say now. */
  record(charge: ChargeRecord): Promise<ChargeRecord & { reference: string }>;
  refund(reference: string): Promise<void>;
}

/**
 * Takes no money: every order that it serves says `simulated`. Like a real provider it keeps books, answers a repeated
 * idempotency key with the first outcome, and declines any payment method whose name says `decline`, as Stripe's test
 * method `pm_card_chargeDeclined` does.
 */
export function createSimulatedPayments(book: ChargeBook): PaymentProvider {
  async function charge(request: ChargeRequest): Promise<ChargeOutcome> {
    const declines = /decline/i.test(request.paymentMethod);
    const entry = await book.record({
      idempotencyKey: request.idempotencyKey,
      amountMinor: request.amount.amount,
      currency: request.amount.currency,
      paymentMethod: request.paymentMethod,
      outcome: declines ? 'declined' : 'succeeded',
    });
    return entry.outcome === 'succeeded'
      ? { status: 'succeeded', reference: entry.reference }
      : { status: 'declined', reference: entry.reference, reason: 'Your card was declined.' };
  }

  return { name: 'simulated', charge, refund: (reference) => book.refund(reference) };
}
