import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Account } from '../../support/accounts.ts';
import { startApi, type TestApi } from '../../support/api.ts';
import type { Accepted } from '../../support/transcripts.ts';

interface UploadBody {
  id: string;
  part_size_bytes: number;
  parts: { number: number; size_bytes: number; is_there: boolean; url: string }[];
}

const mebibyte = 2 ** 20;

describe('large audio for the transcription service, in parts', () => {
  let api: TestApi;
  let user: Account;

  beforeAll(async () => {
    api = await startApi({ TRANSCRIBE_USER_MAX_MIB: '20' });
    user = await api.newUser();
  });
  afterAll(() => api.stop());

  const begin = (client: Account, size: number, more: object = {}) =>
    client.post<UploadBody>('/transcribe/uploads', {
      ...{ file_name: 'long.wav', size, content_type: 'audio/wav', parts: 2 },
      ...more,
    });

  /** PUTs every part. @returns what completing wants */
  async function send({ parts, part_size_bytes: partBytes }: UploadBody, bytes: Buffer) {
    return Promise.all(
      parts.map(async ({ number, size_bytes: size, url }) => {
        const start = (number - 1) * partBytes;
        const body = new Uint8Array(bytes.subarray(start, start + size));
        const { headers } = await fetch(url, { method: 'PUT', body });
        return { number, etag: headers.get('etag') ?? '' };
      }),
    );
  }

  function wav(sizeBytes: number): Buffer {
    const bytes = Buffer.alloc(sizeBytes);
    bytes.write('RIFF', 0, 'latin1');
    bytes.write('WAVE', 8, 'latin1');
    return bytes;
  }

  it('become one transcript, counted once, however often they are completed', async () => {
    const bytes = wav(11 * mebibyte);
    const { status, body, headers } = await begin(user, bytes.length, { language_code: 'deu' });
    expect(status).toBe(201);
    const path = `/transcribe/uploads/${body.id}`;
    expect(headers.get('location')).toBe(`/api/v1${path}`);
    expect(
      (await user.post(`${path}/complete`, { parts: [{ number: 1, etag: 'x' }] })).status,
    ).toBe(422);
    const parts = await send(body, bytes);
    const { body: now } = await user.get<UploadBody>(path);
    expect(now.parts.map((part) => part.is_there)).toEqual([true, true]);
    const answers = await Promise.all(
      [1, 2, 3].map(() => user.post<Accepted>(`${path}/complete`, { parts })),
    );
    for (const answer of answers) {
      expect(answer.status).toBe(202);
      expect(answer.body).toMatchObject({ transcript_id: body.id, status: 'queued' });
    }
    expect((await user.post(`${path}/complete`, { parts })).status).toBe(202);
    const list = await user.get<{ results: object[] }>('/transcribe?view=flat');
    expect(list.body.results).toMatchObject([{ id: body.id, language_code: 'de' }]);
    expect(list.headers.get('x-ratelimit-remaining')).toBe('24');
    expect((await user.get(path)).status).toBe(404);
  });

  it('may be as large as the role may send, must be audio, and are nobody else’s', async () => {
    expect((await begin(user, 20 * mebibyte + 1)).status).toBe(413);
    const bytes = Buffer.alloc(11 * mebibyte, '#EXTM3U\n');
    const { body } = await begin(user, bytes.length);
    const other = await api.newUser();
    const parts = await send(body, bytes);
    const path = `/transcribe/uploads/${body.id}`;
    expect((await other.post(`${path}/complete`, { parts })).status).toBe(404);
    expect((await other.call('DELETE', path)).status).toBe(404);
    const answer = await user.post<{ error: string }>(`${path}/complete`, { parts });
    expect([answer.status, answer.body.error]).toEqual([415, 'unsupported_audio']);
    expect(answer.headers.get('x-ratelimit-remaining')).toBe('24');
    expect(await api.deps.storage.head(`transcripts/${body.id}/source`)).toBeNull();
  });

  it('can be given up, and leave nothing', async () => {
    const { body } = await begin(user, 11 * mebibyte);
    await send(body, wav(11 * mebibyte));
    const path = `/transcribe/uploads/${body.id}`;
    expect((await user.call('DELETE', path)).status).toBe(204);
    expect((await user.get(path)).status).toBe(404);
    expect((await api.guest.post('/transcribe/uploads', {})).status).toBe(401);
  });
});
