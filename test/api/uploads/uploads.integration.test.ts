import { createHash, randomBytes } from 'node:crypto';
import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { z } from 'zod';
import type { uploadSchema } from '../../../api/uploads/schema.ts';
import { Audiobook } from '../../../db/entities/audiobook.ts';
import { OutboxMessage } from '../../../db/entities/outbox-message.ts';
import { Upload } from '../../../db/entities/upload.ts';
import type { Account } from '../../support/accounts.ts';
import { startApi, type TestApi } from '../../support/api.ts';
import { shelve } from '../../support/shelf.ts';

type UploadBody = z.infer<typeof uploadSchema>;

const mebibyte = 2 ** 20;

/** Sniffs as MP3; nobody decodes it here. */
function recording(sizeBytes: number): Buffer {
  const bytes = randomBytes(sizeBytes);
  bytes.write('ID3');
  return bytes;
}

describe('uploads in parts', () => {
  let api: TestApi;
  let owner: Account;
  let other: Account;

  beforeAll(async () => {
    api = await startApi({ RATE_LIMIT_FACTOR: '100' });
    owner = await api.newUser();
    other = await api.newUser();
  });

  afterAll(() => api.stop());

  const draft = () =>
    shelve(api, { owner: owner.id, visibility: 'private', status: 'draft', publishedAt: null });

  async function begin(
    bytes: Buffer,
    parts?: number,
  ): Promise<{ path: string; upload: UploadBody }> {
    const id = await draft();
    const answer = await owner.post<UploadBody>(`/audiobooks/${id}/uploads`, {
      file_name: 'Ünïcode.mp3',
      size: bytes.length,
      content_type: 'audio/mpeg',
      ...(parts === undefined ? {} : { parts }),
    });
    if (answer.status !== 201) throw new Error(JSON.stringify(answer.body));
    return {
      path: answer.headers.get('location')?.slice('/api/v1'.length) ?? '',
      upload: answer.body,
    };
  }

  const bytesOfPart = (bytes: Buffer, upload: UploadBody, number: number) =>
    bytes.subarray((number - 1) * upload.part_size_bytes, number * upload.part_size_bytes);

  async function putPart(bytes: Buffer, upload: UploadBody, number: number): Promise<string> {
    const url = upload.parts[number - 1]?.url ?? '';
    const body = new Uint8Array(bytesOfPart(bytes, upload, number));
    const answer = await fetch(url, { method: 'PUT', body });
    if (!answer.ok) throw new Error(`${answer.status} ${await answer.text()}`);
    return answer.headers.get('etag') ?? '';
  }

  /** The line breaks in the middle of a part. */
  function breakOff(bytes: Buffer, upload: UploadBody, number: number): Promise<void> {
    const part = bytesOfPart(bytes, upload, number);
    const headers = { 'content-length': part.length };
    return new Promise((resolve) => {
      const call = request(upload.parts[number - 1]?.url ?? '', { method: 'PUT', headers });
      call.on('error', () => resolve());
      call.on('close', () => resolve());
      call.write(part.subarray(0, part.length / 2), () => call.destroy());
    });
  }

  async function sha256Of(key: string): Promise<string> {
    const hash = createHash('sha256');
    for await (const chunk of await api.deps.storage.get(key)) hash.update(chunk as Uint8Array);
    return hash.digest('hex');
  }

  const rowOf = (id: string) => api.deps.orm.em.fork().findOneOrFail(Audiobook, { id });

  it('ends with the very bytes after twenty interruptions, and starts the ingestion once', async () => {
    const bytes = recording(40 * mebibyte + 12_345);
    const { path, upload } = await begin(bytes, 8);
    let interruptions = 0;
    let now = upload;
    const parts: { number: number; etag: string }[] = [];
    for (const { number } of upload.parts) {
      for (let time = 0; time < 3 && interruptions < 20; time += 1) {
        await breakOff(bytes, now, number);
        interruptions += 1;
        now = (await owner.get<UploadBody>(path)).body;
      }
      parts.push({ number, etag: await putPart(bytes, now, number) });
    }
    expect(interruptions).toBe(20);
    const { body } = await owner.get<UploadBody>(path);
    expect(body.parts.every((part) => part.is_there)).toBe(true);
    const completeThrice = () =>
      Promise.all(
        [1, 2, 3].map(() => owner.post<{ workflow_id: string }>(`${path}/complete`, { parts })),
      );
    let answers = await completeThrice();
    // A busy object storage may come to the end of a broken-off part only after the next one, and keep the wrong one:
    // it is refused, and the client sends its parts again.
    for (let time = 0; time < 3 && answers.every(({ status }) => status === 422); time += 1) {
      const { body: fresh } = await owner.get<UploadBody>(path);
      for (const part of parts) part.etag = await putPart(bytes, fresh, part.number);
      answers = await completeThrice();
    }
    expect(answers.map(({ status }) => status)).toEqual([202, 202, 202]);
    expect((await owner.post(`${path}/complete`, { parts })).status).toBe(202);
    const book = await rowOf(upload.audiobook_id);
    expect(book).toMatchObject({
      status: 'uploaded',
      sourceFormat: 'mp3',
      sourceSizeBytes: bytes.length,
    });
    expect(book.sourceFileName).toBe('Ünïcode.mp3');
    expect(await sha256Of(book.sourceKey ?? '')).toBe(
      createHash('sha256').update(bytes).digest('hex'),
    );
    const workflowId = answers[0]?.body.workflow_id ?? '';
    const waiting = await api.deps.orm.em.fork().find(OutboxMessage, { workflowId });
    expect(waiting).toHaveLength(1);
    const again = { file_name: 'a', size: 10, content_type: 'audio/mpeg' };
    expect((await owner.post(`/audiobooks/${book.id}/uploads`, again)).status).toBe(409);
    expect((await owner.call('DELETE', path)).status).toBe(409);
  });

  it('takes no half part for a whole one, whatever the object storage makes of it', async () => {
    const bytes = recording(10 * mebibyte);
    const { path, upload } = await begin(bytes, 2);
    const md5 = (number: number) =>
      createHash('md5')
        .update(bytesOfPart(bytes, upload, number))
        .digest('hex');
    const parts = [1, 2].map((number) => ({ number, etag: md5(number) }));
    await putPart(bytes, upload, 1);
    await breakOff(bytes, upload, 2);
    expect((await owner.post(`${path}/complete`, { parts })).status).toBe(422);
    await putPart(bytes, (await owner.get<UploadBody>(path)).body, 2);
    expect((await owner.post(`${path}/complete`, { parts })).status).toBe(202);
  });

  it('binds every address to its part and size', async () => {
    const bytes = recording(1000);
    const { upload } = await begin(bytes);
    const [part] = upload.parts;
    const answer = await fetch(part?.url ?? '', { method: 'PUT', body: 'another length' });
    expect(answer.status).toBe(403);
    const moved = new URL(part?.url ?? '');
    moved.searchParams.set('partNumber', '2');
    const body = new Uint8Array(bytes);
    expect((await fetch(moved, { method: 'PUT', body })).status).toBe(403);
  });

  it('is completed with all of its parts only', async () => {
    const bytes = recording(10 * mebibyte);
    const { path, upload } = await begin(bytes, 2);
    const first = await putPart(bytes, upload, 1);
    const complete = (parts: unknown[]) =>
      owner.post<{ details: { message: string }[] }>(`${path}/complete`, { parts });
    const missing = await complete([{ number: 1, etag: first }]);
    expect(missing.status).toBe(422);
    expect(missing.body.details).toEqual([{ path: 'body.parts', message: 'part 2 is not there' }]);
    const second = await putPart(bytes, upload, 2);
    expect(
      (
        await complete([
          { number: 1, etag: first },
          { number: 2, etag: first },
        ])
      ).status,
    ).toBe(422);
    expect((await complete([{ number: 2, etag: second }])).status).toBe(422);
    expect(
      (
        await complete([
          { number: 1, etag: first },
          { number: 2, etag: second },
        ])
      ).status,
    ).toBe(202);
  });

  it('removes what is no audio', async () => {
    const bytes = Buffer.from('#EXTM3U\nhttp://127.0.0.1/secret\n'.repeat(10));
    const { path, upload } = await begin(bytes);
    const etag = await putPart(bytes, upload, 1);
    const answer = await owner.post(`${path}/complete`, { parts: [{ number: 1, etag }] });
    expect(answer.status).toBe(415);
    const { key } = await api.deps.orm.em.fork().findOneOrFail(Upload, { id: upload.id });
    expect(await api.deps.storage.head(key)).toBeNull();
    expect((await rowOf(upload.audiobook_id)).status).toBe('draft');
    expect((await owner.get<UploadBody>(path)).body.state).toBe('aborted');
  });

  it('goes on after a crash between the storage and the database', async () => {
    const bytes = recording(1000);
    const { path, upload } = await begin(bytes);
    const etag = (await putPart(bytes, upload, 1)).replaceAll('"', '');
    const row = await api.deps.orm.em.fork().findOneOrFail(Upload, { id: upload.id });
    await api.deps.storage.multipart.complete(row, [{ number: 1, etag, sizeBytes: 1000 }]);
    const answer = await owner.post(`${path}/complete`, { parts: [{ number: 1, etag }] });
    expect(answer.status).toBe(202);
    expect((await rowOf(upload.audiobook_id)).sourceKey).toBe(row.key);
  });

  it('can be given up, and leaves no part behind', async () => {
    const bytes = recording(6 * mebibyte);
    const { path, upload } = await begin(bytes);
    await putPart(bytes, upload, 1);
    const row = await api.deps.orm.em.fork().findOneOrFail(Upload, { id: upload.id });
    for (let time = 0; time < 2; time += 1) {
      expect((await owner.call('DELETE', path)).status).toBe(204);
    }
    expect(await api.deps.storage.multipart.parts(row)).toBeNull();
    const parts = [{ number: 1, etag: 'any' }];
    expect((await owner.post(`${path}/complete`, { parts })).status).toBe(409);
  });

  it('belongs to whoever began it', async () => {
    const bytes = recording(1000);
    const { path, upload } = await begin(bytes);
    const parts = [{ number: 1, etag: 'any' }];
    for (const who of [other, api.admin]) {
      expect((await who.get(path)).status).toBe(404);
      expect((await who.call('DELETE', path)).status).toBe(404);
      expect((await who.post(`${path}/complete`, { parts })).status).toBe(404);
    }
    const body = { file_name: 'a.mp3', size: 10, content_type: 'audio/mpeg' };
    expect((await other.post(`/audiobooks/${upload.audiobook_id}/uploads`, body)).status).toBe(404);
  });

  it.each([
    ['nothing', { size: 0 }],
    ['21 GiB', { size: 21 * 2 ** 30 }],
    ['parts under 5 MiB', { size: 10 * mebibyte, parts: 3 }],
    ['a type that is none', { content_type: 'text/html\r\nx: y' }],
  ])('refuses %s', async (_, wrong) => {
    const id = await draft();
    const body = { file_name: 'a.mp3', size: 10, content_type: 'audio/mpeg', ...wrong };
    expect((await owner.post(`/audiobooks/${id}/uploads`, body)).status).toBe(422);
  });
});
