import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startApi, type TestApi } from '../../support/api.ts';
import type { Answer, Client } from '../../support/client.ts';
import { nearlyAudio, uploadAudio, type Accepted } from '../../support/transcripts.ts';

/** Four API processes' worth of APIs: each with connections of its own, on one database. */
describe('the quota of the transcription service', () => {
  let apis: TestApi[];
  let api: TestApi;

  beforeAll(async () => {
    api = await startApi({ TRUSTED_PROXIES: '127.0.0.1,::1' });
    const shared = {
      TRUSTED_PROXIES: '127.0.0.1,::1',
      DATABASE_URL: api.config.databaseUrl,
      S3_BUCKET: api.config.storage.bucket,
      LECTOR_ADMIN_EMAIL: api.admin.email,
    };
    apis = [api, ...(await Promise.all([1, 2, 3].map(() => startApi(shared))))];
  });
  afterAll(() => Promise.all(apis.map((one) => one.stop())));

  /** As many uploads at once, spread over the APIs. */
  function flood(calls: number, client: Client, from: string): Promise<Answer<Accepted>[]> {
    return Promise.all(
      Array.from({ length: calls }, (_, index) => {
        const { url } = apis[index % apis.length] ?? api;
        const there: Client = {
          ...client,
          call: (method, path, options = {}) => callAt(url, client, method, path, options),
        };
        return uploadAudio(there, nearlyAudio(), {}, { 'x-forwarded-for': from });
      }),
    );
  }

  const withStatus = (answers: Answer<Accepted>[], status: number) =>
    answers.filter((answer) => answer.status === status);

  it('admits exactly 25 of a user, whichever process they come to', async () => {
    const user = await api.newUser();
    const answers = await flood(80, user, '192.0.2.1');
    expect(withStatus(answers, 202)).toHaveLength(25);
    expect(withStatus(answers, 429)).toHaveLength(55);
    const left = withStatus(answers, 202).map(({ headers }) =>
      Number(headers.get('x-ratelimit-remaining')),
    );
    expect(left.sort((a, b) => a - b)).toEqual(Array.from({ length: 25 }, (_, index) => index));
    const { body } = await user.get<{ count: number }>('/transcribe');
    expect(body.count).toBe(25);
  });

  it('admits exactly 5 of an address, however many devices it claims to be', async () => {
    const answers = await flood(40, api.guest, '192.0.2.2');
    expect(withStatus(answers, 202)).toHaveLength(5);
    const [refused] = withStatus(answers, 429);
    expect(refused?.body).toMatchObject({
      status: 429,
      error: 'quota_exceeded',
      detail: 'Request limit exceeded. Please try again tomorrow.',
    });
    const midnight = new Date().setUTCHours(24, 0, 0, 0) / 1000;
    expect(refused?.headers.get('x-ratelimit-limit')).toBe('5');
    expect(refused?.headers.get('x-ratelimit-remaining')).toBe('0');
    expect(refused?.headers.get('x-ratelimit-reset')).toBe(String(midnight));
    const retryAfter = Number(refused?.headers.get('retry-after'));
    expect(Math.abs(retryAfter - (midnight - Date.now() / 1000))).toBeLessThan(60);
  });

  it('counts a device wherever it is, and a /64 of IPv6 as one place', async () => {
    const upload = (from: string, token?: string) =>
      uploadAudio(
        api.guest,
        nearlyAudio(),
        {},
        {
          'x-forwarded-for': from,
          ...(token === undefined ? {} : { 'x-device-token': token }),
        },
      );
    const first = await upload('2001:db8:1:2::1');
    const token = first.headers.get('x-device-token') ?? '';
    expect(first.headers.get('x-ratelimit-remaining')).toBe('4');
    for (const host of [2, 3, 4, 5]) {
      expect((await upload(`2001:db8:1:2:ffff::${host}`)).status).toBe(202);
    }
    expect((await upload('2001:db8:1:2:abcd::9')).status).toBe(429);
    // Elsewhere the device has four left.
    for (const _ of [1, 2, 3, 4]) expect((await upload('2001:db8:1:3::1', token)).status).toBe(202);
    expect((await upload('2001:db8:1:4::1', token)).status).toBe(429);
    expect((await upload('2001:db8:1:4::1')).status).toBe(202);
  });

  it('counts nothing of what it refuses', async () => {
    const user = await api.newUser();
    const refused: [number, Blob, Record<string, string>][] = [
      [415, new Blob(['#EXTM3U\nhttp://127.0.0.1/a.mp3\n']), {}],
      [413, nearlyAudio(5 * 2 ** 20 + 1), {}],
      [422, nearlyAudio(), { language_code: 'xx' }],
      [422, nearlyAudio(), { auto_detect: 'false' }],
      [422, nearlyAudio(), { webhook_url: 'https://169.254.169.254/latest' }],
      [422, nearlyAudio(), { webhook_url: 'http://example.com/' }],
    ];
    for (const [status, audio, fields] of refused) {
      const answer = await uploadAudio(user, audio, fields);
      expect([answer.status, fields]).toEqual([status, fields]);
      expect(answer.headers.get('x-ratelimit-remaining')).toBe('25');
    }
    const { body, headers } = await user.get<{ count: number }>('/transcribe');
    expect(body.count).toBe(0);
    expect(headers.get('x-ratelimit-remaining')).toBe('25');
    const stored = await uploadAudio(user, nearlyAudio(5 * 2 ** 20), { language_code: 'deu' });
    expect(stored.status).toBe(202);
    expect(stored.headers.get('x-ratelimit-remaining')).toBe('24');
  });

  it('answers a repeated Idempotency-Key with what it answered first, and counts once', async () => {
    const user = await api.newUser();
    const key = { 'idempotency-key': 'the-same-upload' };
    const [one, two] = [
      await uploadAudio(user, nearlyAudio(), {}, key),
      await uploadAudio(user, nearlyAudio(), {}, key),
    ];
    expect(two.body).toEqual(one.body);
    expect((await uploadAudio(user, nearlyAudio(100), {}, key)).status).toBe(422);
    const { headers } = await user.get('/transcribe');
    expect(headers.get('x-ratelimit-remaining')).toBe('24');
  });
});

async function callAt<Body>(
  url: string,
  client: Client,
  method: string,
  path: string,
  options: { form?: FormData; headers?: Record<string, string> },
): Promise<Answer<Body>> {
  const headers = new Headers(options.headers);
  if (client.accessToken !== null) headers.set('authorization', `Bearer ${client.accessToken}`);
  const body = options.form ?? null;
  const response = await fetch(`${url}/api/v1${path}`, { method, headers, body });
  const text = await response.text();
  return { status: response.status, headers: response.headers, body: JSON.parse(text) as Body };
}
