import { newId } from '../../new-id.ts';
import type { Em } from '../../orm.config.ts';
import type { Tx } from '../../transaction.ts';

/** Whether the user has bought the audiobook, and has it still. */
export async function holdsEntitlement(
  em: Em,
  userId: string,
  audiobookId: string,
): Promise<boolean> {
  const row = await em
    .getKysely()
    .selectFrom('entitlements')
    .select('id')
    .where('user_id', '=', userId)
    .where('audiobook_id', '=', audiobookId)
    .where('granted_at', 'is not', null)
    .where('revoked_at', 'is', null)
    .executeTakeFirst();
  return row !== undefined;
}

/** The right to an audiobook without an order, for whoever gave it to the store. */
export async function grantWithoutOrder(
  tx: Tx,
  userId: string,
  audiobookId: string,
): Promise<void> {
  await tx
    .getKysely()
    .insertInto('entitlements')
    .values({ id: newId(), user_id: userId, audiobook_id: audiobookId, granted_at: new Date() })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}
