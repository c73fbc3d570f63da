import { User } from '../db/entities/user.ts';
import { newId } from '../db/new-id.ts';
import { hashPassword } from '../platform/auth/passwords.ts';
import type { ApiDeps } from './api-deps.ts';

/** Makes the first administrator where there is none; several processes may do so at the same time. */
export async function ensureFirstAdmin({ orm, config, log }: ApiDeps): Promise<void> {
  const { firstAdmin } = config;
  const em = orm.em.fork();
  if (!firstAdmin || (await em.count(User, { role: 'admin' })) > 0) return;
  const inserted = await em
    .getKysely()
    .insertInto('users')
    .values({
      id: newId(),
      email: firstAdmin.email,
      username: 'admin',
      password_hash: await hashPassword(firstAdmin.password),
      role: 'admin',
      email_verified_at: new Date(),
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  if (inserted.numInsertedOrUpdatedRows === 1n)
    log.info({ email: firstAdmin.email }, 'first administrator made');
}
