import { audioFormats, type AudioFormat } from '../../domain/audio-format.ts';
import { Audiobook } from '../../db/entities/audiobook.ts';
import { Entitlement } from '../../db/entities/entitlement.ts';
import { Order } from '../../db/entities/order.ts';
import { newId } from '../../db/new-id.ts';
import type { TestApi } from './api.ts';

type ShelfApi = Pick<TestApi, 'deps'> & { admin: { id: string } };

/** An audiobook for sale, without anything having been ingested. @returns its id */
export async function shelve(
  { deps, admin }: ShelfApi,
  values: Partial<Audiobook> = {},
): Promise<string> {
  const em = deps.orm.em.fork();
  const book = {
    id: newId(),
    owner: admin.id,
    visibility: 'store' as const,
    status: 'published' as const,
    title: 'A book',
    priceMinor: 999,
    publishedAt: new Date(),
    ...values,
  };
  em.persist(em.create(Audiobook, book));
  await em.flush();
  return book.id;
}

/** The values of an audiobook whose recording or sample is stored under its key. */
export async function storeAudio(
  { deps }: ShelfApi,
  bytes: Uint8Array,
  format: AudioFormat,
): Promise<{ sourceKey: string; sourceFormat: AudioFormat; sourceSizeBytes: number }> {
  const sourceKey = `audiobooks/${newId()}/source`;
  await deps.storage.put(sourceKey, bytes, audioFormats[format].contentType);
  return { sourceKey, sourceFormat: format, sourceSizeBytes: bytes.length };
}

/** What a purchase leaves behind. */
export async function grant(
  { deps }: ShelfApi,
  userId: string,
  audiobookId: string,
): Promise<void> {
  const em = deps.orm.em.fork();
  const order = {
    id: newId(),
    user: userId,
    status: 'fulfilled' as const,
    totalMinor: 999,
    currency: 'USD',
    paymentMethod: 'test',
    paymentProvider: 'simulated',
    workflowId: `order/${newId()}`,
  };
  em.persist(em.create(Order, order));
  const entitlement = { user: userId, audiobook: audiobookId, order: order.id };
  em.persist(em.create(Entitlement, { id: newId(), ...entitlement, grantedAt: new Date() }));
  await em.flush();
}
