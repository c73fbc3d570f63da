import { sql } from 'kysely';
import { Audiobook } from '../../../db/entities/audiobook.ts';
import { Entitlement } from '../../../db/entities/entitlement.ts';
import { Bookmark, Favorite } from '../../../db/entities/library.ts';
import { ListeningProgress } from '../../../db/entities/listening.ts';
import { Order } from '../../../db/entities/order.ts';
import { Review } from '../../../db/entities/review.ts';
import { Transcription } from '../../../db/entities/transcription.ts';
import { newId } from '../../../db/new-id.ts';
import type { Em } from '../../../db/orm.config.ts';
import { storageKeys } from '../../../domain/storage-keys.ts';
import type { TestLector, TestUser } from '../../support/lector.ts';

/** Tables that refer to a user, by the foreign keys and the names of columns. */
export async function userTables(em: Em): Promise<{ table: string; column: string }[]> {
  const found = await sql<{ table: string; column: string }>`
    select c.table_name as table, c.column_name as column
    from information_schema.columns c join information_schema.tables t using (table_schema, table_name)
    where c.table_schema = 'public' and c.column_name in ('user_id', 'owner_id')
      and t.table_type = 'BASE TABLE' and c.data_type = 'uuid'
    order by 1`.execute(em.getKysely());
  return found.rows;
}

/** How many rows of each table are a user's; tables without any left out. */
export async function rowsOf(em: Em, userId: string): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const { table, column } of await userTables(em)) {
    const { rows } = await sql<{ count: number }>`
      select count(*)::int as count from ${sql.table(table)}
      where ${sql.ref(column)} = ${userId}`.execute(em.getKysely());
    if (rows[0]?.count) counts[table] = rows[0].count;
  }
  return counts;
}

/** Gives somebody something of everything. @returns where their recording is, and what nobody may ever be shown */
export async function fillAccount(
  { deps }: TestLector,
  user: TestUser,
): Promise<{ folder: string; secrets: string[] }> {
  const em = deps.orm.em.fork();
  const audiobook = newId();
  const transcription = newId();
  const folder = storageKeys.audiobookFolder(audiobook).replace(/\/$/, '');
  const source = { sourceKey: `${folder}/source.mp3`, sourceFormat: 'mp3' as const };
  await deps.storage.put(source.sourceKey, Buffer.from('a recording'), 'audio/mpeg');
  await em.insert(Transcription, { id: transcription, ...source });
  await em.insert(Audiobook, {
    id: audiobook,
    owner: user.id,
    visibility: 'private',
    status: 'published',
    title: 'A private book',
    transcription,
    sourceFileName: 'source.mp3',
    sourceSizeBytes: 11,
    ...source,
  });
  const bought = await makeStoreBook(em, user.id);
  const order = newId();
  await em.insert(Order, {
    id: order,
    user: user.id,
    status: 'fulfilled',
    totalMinor: 100,
    currency: 'USD',
    paymentMethod: 'card',
    paymentProvider: 'simulated',
    workflowId: `order-${order}`,
  });
  const own = { user: user.id, audiobook: bought };
  await em.insert(Entitlement, { id: newId(), ...own, order, grantedAt: new Date() });
  await em.insert(Favorite, own);
  await em.insert(Bookmark, { id: newId(), ...own, positionSeconds: 3, note: 'a note' });
  await em.insert(Review, { id: newId(), ...own, rating: 4, text: 'Good' });
  await em.insert(ListeningProgress, { ...own, positionSeconds: 12, clientUpdatedAt: new Date() });
  await user.call('PATCH', '/users/me', { body: { bio: 'Somebody who reads' } });
  const key = await user.post<{ key: string }>('/users/me/api-keys', {
    name: 'a key',
    scopes: ['library:read'],
  });
  const totp = await user.post<{ secret: string }>('/users/me/totp', { password: user.password });
  return { folder, secrets: [key.body.key, totp.body.secret, user.password] };
}

/** Somebody else's, in the store. */
async function makeStoreBook(em: Em, notOwner: string): Promise<string> {
  const { rows } = await sql<{ id: string }>`
    select id from users where role = 'admin' and id <> ${notOwner} limit 1`.execute(
    em.getKysely(),
  );
  const id = newId();
  const transcription = newId();
  const source = { sourceKey: `audiobooks/${id}/source.mp3`, sourceFormat: 'mp3' as const };
  await em.insert(Transcription, { id: transcription, ...source });
  await em.insert(Audiobook, {
    id,
    owner: rows[0]?.id ?? '',
    visibility: 'store',
    status: 'published',
    title: 'A book of the store',
    transcription,
    sourceFileName: 'source.mp3',
    sourceSizeBytes: 11,
    publishedAt: new Date(),
    ...source,
  });
  return id;
}
