import type { Em } from '../orm.config.ts';

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
