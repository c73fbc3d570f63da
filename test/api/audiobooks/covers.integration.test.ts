import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { MockActivityEnvironment } from '@temporalio/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createMakeCovers } from '../../../activities/make-covers.ts';
import { Audiobook } from '../../../db/entities/audiobook.ts';
import { OutboxMessage } from '../../../db/entities/outbox-message.ts';
import { readImageSize } from '../../../domain/image-size.ts';
import { SourceCache } from '../../../platform/media/source-cache.ts';
import type { Account } from '../../support/accounts.ts';
import { startApi, type TestApi } from '../../support/api.ts';
import type { Client } from '../../support/client.ts';
import { shelve } from '../../support/shelf.ts';
import { getStackDirectory } from '../../support/stack.ts';

const run = promisify(execFile);

async function draw(extension: string, size: string): Promise<Buffer> {
  const path = join(getStackDirectory(), `cover-${size}.${extension}`);
  await run('ffmpeg', [
    '-v',
    'error',
    '-y',
    '-f',
    'lavfi',
    '-i',
    `testsrc=size=${size}`,
    '-frames:v',
    '1',
    path,
  ]);
  return readFile(path);
}

describe('covers', () => {
  let api: TestApi;
  let sources: SourceCache;
  let owner: Account;

  beforeAll(async () => {
    api = await startApi();
    owner = await api.newUser();
    const directory = join(getStackDirectory(), 'scratch-covers');
    sources = new SourceCache({ storage: api.deps.storage, directory, maxBytes: 2 ** 30 });
  });

  afterAll(async () => {
    await sources.close();
    await api.stop();
  });

  function put(who: Client, id: string, picture: Uint8Array<ArrayBuffer>) {
    const form = new FormData();
    form.append('cover', new Blob([picture]), 'cover');
    return who.call<{ cover_url: string | null }>('PUT', `/audiobooks/${id}/cover`, { form });
  }

  const makeCovers = (audiobookId: string) =>
    new MockActivityEnvironment().run(createMakeCovers({ ...api.deps, sources }), { audiobookId });

  async function read(id: string, size: string, headers: Record<string, string> = {}) {
    const url = `${api.url}/api/v1/audiobooks/${id}/cover?size=${size}`;
    const answer = await fetch(url, { headers });
    const bytes = Buffer.from(await answer.arrayBuffer());
    return { status: answer.status, bytes, headers: answer.headers };
  }

  const widthOf = (bytes: Buffer) => readImageSize(bytes, 'jpeg')?.width;

  it.each(['jpg', 'png', 'webp'])('are made in three sizes of a %s', async (extension) => {
    const id = await shelve(api);
    const picture = new Uint8Array(await draw(extension, '1200x1600'));
    const answer = await put(api.admin, id, picture);
    expect(answer.status).toBe(200);
    expect(answer.body.cover_url).toMatch(`/audiobooks/${id}/cover`);
    expect((await read(id, 'small')).bytes.equals(picture)).toBe(true);
    await makeCovers(id);
    for (const [size, width] of [
      ['small', 200],
      ['medium', 500],
      ['large', 1000],
    ] as const) {
      const made = await read(id, size);
      expect(made.headers.get('content-type')).toBe('image/jpeg');
      expect(widthOf(made.bytes)).toBe(width);
    }
    expect((await read(id, 'original')).bytes.equals(picture)).toBe(true);
  });

  it('are never made larger than they are', async () => {
    const id = await shelve(api);
    await put(api.admin, id, new Uint8Array(await draw('jpg', '300x300')));
    await makeCovers(id);
    expect(widthOf((await read(id, 'large')).bytes)).toBe(300);
    expect(widthOf((await read(id, 'small')).bytes)).toBe(200);
  });

  it('are told again only when they have changed', async () => {
    const id = await shelve(api);
    await put(api.admin, id, new Uint8Array(await draw('jpg', '300x300')));
    const etag = (await read(id, 'original')).headers.get('etag') ?? '';
    expect((await read(id, 'original', { 'if-none-match': etag })).status).toBe(304);
    const row = await api.deps.orm.em.fork().findOneOrFail(Audiobook, { id });
    await put(api.admin, id, new Uint8Array(await draw('jpg', '320x200')));
    expect((await read(id, 'original', { 'if-none-match': etag })).status).toBe(200);
    expect(await api.deps.storage.head(row.coverKey ?? '')).toBeNull();
    const starts = await api.deps.orm.em
      .fork()
      .find(OutboxMessage, { workflowType: 'resizeCover' });
    const ours = starts.filter(({ input }) => JSON.stringify(input).includes(id));
    expect(ours).toHaveLength(2);
  });

  it('are changed by whoever may', async () => {
    const picture = new Uint8Array(await draw('jpg', '300x300'));
    const own = await shelve(api, { owner: owner.id, visibility: 'private' });
    expect((await put(owner, own, picture)).status).toBe(200);
    expect((await put(await api.newUser(), own, picture)).status).toBe(404);
    expect((await put(owner, await shelve(api), picture)).status).toBe(403);
    expect((await put(api.guest, own, picture)).status).toBe(401);
  });

  it('are refused when they are none, or would burst when decoded', async () => {
    const id = await shelve(api);
    const bomb = new Uint8Array(await draw('png', '16x16'));
    new DataView(bomb.buffer, bomb.byteOffset).setUint32(16, 100_000);
    expect((await put(api.admin, id, bomb)).status).toBe(415);
    const script = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>');
    expect((await put(api.admin, id, new Uint8Array(script))).status).toBe(415);
    const none = await api.admin.call('PUT', `/audiobooks/${id}/cover`, { form: new FormData() });
    expect(none.status).toBe(422);
    expect((await api.deps.orm.em.fork().findOneOrFail(Audiobook, { id })).coverKey).toBeNull();
  });

  it('stay as they are where they cannot be decoded', async () => {
    const cut = (await draw('jpg', '1200x1200')).subarray(0, 700);
    const coverKey = 'audiobooks/cut/cover.jpg';
    await api.deps.storage.put(coverKey, cut, 'image/jpeg');
    const id = await shelve(api, { coverKey });
    await makeCovers(id);
    expect((await read(id, 'small')).bytes.equals(cut)).toBe(true);
  });
});
