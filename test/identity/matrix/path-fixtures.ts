import { randomUUID } from 'node:crypto';
import type { Operation } from '../../../api/http/route.ts';
import { ApiKey } from '../../../db/entities/api-key.ts';
import { Audiobook } from '../../../db/entities/audiobook.ts';
import { Entitlement } from '../../../db/entities/entitlement.ts';
import { Ingestion } from '../../../db/entities/ingestion.ts';
import { Bookmark } from '../../../db/entities/library.ts';
import { Order } from '../../../db/entities/order.ts';
import { Review } from '../../../db/entities/review.ts';
import { Session } from '../../../db/entities/session.ts';
import { TranscriptUpload } from '../../../db/entities/transcript-upload.ts';
import { Transcript } from '../../../db/entities/transcript.ts';
import { Transcription } from '../../../db/entities/transcription.ts';
import { Upload } from '../../../db/entities/upload.ts';
import { newId } from '../../../db/new-id.ts';
import type { Em } from '../../../db/orm.config.ts';
import { createTaskFromAudio } from '../../../db/repositories/tasks/create-task.ts';
import { transact } from '../../../db/transaction.ts';
import type { TestApi } from '../../support/api.ts';
import type { MadeCaller } from './callers.ts';

type Fixture = (em: Em, ownerId: string) => Promise<Record<string, string>>;

/**
 * What stands in a path that names something of somebody's, by the beginning of the path up to its last parameter. It
 * makes such a thing for the owner, and says how the path names it.
 */
const fixtures: Record<string, Fixture> = {
  '/users/me/sessions/{id}': async (em, user) => {
    const id = newId();
    await em.insert(Session, { id, user, expiresAt: new Date(Date.now() + 600_000) });
    return { id };
  },
  '/users/me/api-keys/{id}': async (em, user) => {
    const id = newId();
    const row = { id, user, name: 'k', scopes: [], secretHash: Buffer.alloc(32) };
    await em.insert(ApiKey, row);
    return { id };
  },
  '/transcribe/uploads/{upload_id}': async (em, user) => ({
    upload_id: await makeTranscriptUpload(em, user),
  }),
  '/transcribe/{id}': async (em, user) => ({ id: await makeTranscript(em, user) }),
  '/transcribe/{id}.{format}': async (em, user) => ({
    id: await makeTranscript(em, user),
    format: 'txt',
  }),
  '/audiobooks/{id}': async (em, owner) => ({ id: await makePrivateBook(em, owner) }),
  '/audiobooks/{id}/uploads': async (em, owner) => ({ id: await makeDraft(em, owner) }),
  '/audiobooks/{id}/uploads/{upload_id}': async (em, user) => {
    const id = newId();
    const audiobook = await makeDraft(em, user);
    const file = { key: `audiobooks/${audiobook}/${id}`, multipartId: id, fileName: 'a.mp3' };
    const parts = { sizeBytes: 100, partSizeBytes: 100, partCount: 1 };
    await em.insert(Upload, { id, user, audiobook, ...file, ...parts });
    return { id: audiobook, upload_id: id };
  },
  '/reviews/{id}': async (em, user) => {
    const id = newId();
    await em.insert(Review, { id, user, audiobook: await makePrivateBook(em, user), rating: 4 });
    return { id };
  },
  '/bookmarks/{id}': async (em, user) => {
    const id = newId();
    const audiobook = await makePrivateBook(em, user);
    await em.insert(Bookmark, { id, user, audiobook, positionSeconds: 0 });
    return { id };
  },
  // What one uploads for oneself is in one's library by itself.
  '/library/{audiobook_id}': async (em, user) => ({
    audiobook_id: await makePrivateBook(em, user),
  }),
  '/tasks/{id}': async (em, owner) => ({ id: await makeTask(em, owner) }),
  '/tasks/{id}/versions/{number}': async (em, owner) => ({
    id: await makeTask(em, owner),
    number: '1',
  }),
  '/orders/{id}': async (em, user) => ({ id: await makeOrder(em, user) }),
  '/my-books/{audiobook_id}': async (em, user) => {
    const audiobook = await makePrivateBook(em, user);
    const order = await makeOrder(em, user);
    const grantedAt = new Date();
    await em.insert(Entitlement, { id: newId(), user, audiobook, order, grantedAt });
    return { audiobook_id: audiobook };
  },
};

/** @throws Error that says what to add here, for a new operation on something of somebody's */
export async function makePathParameters(
  { deps }: TestApi,
  operation: Operation,
  { ownerId }: MadeCaller,
): Promise<Record<string, string>> {
  const names = [...operation.path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name);
  if (operation.ownedBy === undefined) {
    return Object.fromEntries(names.map((name) => [name, randomUUID()]));
  }
  const prefix = operation.path.replace(/\}[^{]*$/, '}');
  const fixture = fixtures[operation.path] ?? fixtures[prefix];
  if (!fixture) {
    throw new Error(
      `${operation.operationId} (${operation.method.toUpperCase()} ${operation.path}) is owned by ` +
        `"${operation.ownedBy}": add a fixture for '${prefix}' to test/identity/matrix/path-fixtures.ts ` +
        `that makes the thing for the owner and returns { ${names.join(', ')} }.`,
    );
  }
  return fixture(deps.orm.em.fork(), ownerId);
}

async function makePrivateBook(em: Em, owner: string): Promise<string> {
  const id = newId();
  const transcription = newId();
  await em.insert(Transcription, {
    id: transcription,
    status: 'completed',
    sourceKey: `audiobooks/${id}/source.mp3`,
    sourceFormat: 'mp3',
    resultPrefix: `transcriptions/${transcription}/result`,
  });
  await em.insert(Audiobook, {
    id,
    owner,
    visibility: 'private',
    status: 'published',
    title: 'A private book',
    sourceKey: `audiobooks/${id}/source.mp3`,
    sourceFileName: 'source.mp3',
    sourceFormat: 'mp3',
    sourceSizeBytes: 1000,
    transcription,
    publishedAt: new Date(),
  });
  await em.insert(Ingestion, { audiobook: id, workflowId: `ingest-${id}` });
  return id;
}

async function makeTranscriptUpload(em: Em, user: string): Promise<string> {
  const id = newId();
  await em.insert(TranscriptUpload, {
    ...{ id, user, key: `transcripts/${id}/source`, multipartId: 'none', fileName: 'a.mp3' },
    ...{ sizeBytes: 10, partSizeBytes: 10, partCount: 1 },
  });
  return id;
}

async function makeTranscript(em: Em, user: string): Promise<string> {
  const id = newId();
  const source = { sourceKey: `transcripts/${id}/source.mp3`, sourceFormat: 'mp3' as const };
  await em.insert(Transcription, { id, ...source });
  await em.insert(Transcript, {
    id,
    user,
    transcription: id,
    workflowId: `transcription/${id}`,
    fileName: 'source.mp3',
    sizeBytes: 1000,
    ...source,
  });
  return id;
}

async function makeTask(em: Em, ownerId: string): Promise<string> {
  const id = newId();
  const content = { name: 'A task', category: null, tags: [], prompts: [] };
  const key = `tasks/${id}/source.mp3`;
  const recording = {
    key,
    format: 'mp3' as const,
    fileName: 'a.mp3',
    sizeBytes: 1000,
    language: null,
  };
  await transact(em, (tx) => createTaskFromAudio(tx, { id, ownerId, content }, recording));
  return id;
}

/** An audiobook whose recording is to come. */
async function makeDraft(em: Em, owner: string): Promise<string> {
  const id = newId();
  await em.insert(Audiobook, { id, owner, visibility: 'private', status: 'draft', title: 'Draft' });
  return id;
}

async function makeOrder(em: Em, user: string): Promise<string> {
  const id = newId();
  await em.insert(Order, {
    id,
    user,
    status: 'fulfilled',
    totalMinor: 0,
    currency: 'USD',
    paymentMethod: 'card',
    paymentProvider: 'simulated',
    paymentReference: `charge-${id}`,
    workflowId: `order-${id}`,
    paidAt: new Date(),
    fulfilledAt: new Date(),
  });
  return id;
}
