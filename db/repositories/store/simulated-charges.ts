import { SimulatedCharge } from '../../entities/simulated-charge.ts';
import { newId } from '../../new-id.ts';
import type { Orm } from '../../orm.config.ts';

type NewCharge = Pick<
  SimulatedCharge,
  'idempotencyKey' | 'amountMinor' | 'currency' | 'paymentMethod' | 'outcome'
>;

/** The simulated payment provider's books, kept in a table of their own. */
export function createChargeBook(orm: Orm) {
  async function record(charge: NewCharge): Promise<SimulatedCharge> {
    const em = orm.em.fork();
    await em
      .getKysely({ columnNamingStrategy: 'property' })
      .insertInto('simulated_charges')
      .values({ ...charge, reference: `sim_${newId()}` })
      .onConflict((conflict) => conflict.column('idempotencyKey').doNothing())
      .execute();
    return em.findOneOrFail(SimulatedCharge, { idempotencyKey: charge.idempotencyKey });
  }

  async function refund(reference: string): Promise<void> {
    await orm.em
      .fork()
      .nativeUpdate(SimulatedCharge, { reference, refundedAt: null }, { refundedAt: new Date() });
  }

  return { record, refund };
}
