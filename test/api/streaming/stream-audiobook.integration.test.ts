import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Account } from '../../support/accounts.ts';
import { startApi, type TestApi } from '../../support/api.ts';
import { grant, shelve, storeAudio } from '../../support/shelf.ts';
import { getStackDirectory } from '../../support/stack.ts';

const run = promisify(execFile);
const sizeBytes = 3_000_000;
const whole = randomBytes(sizeBytes);
const sample = randomBytes(50_000);

describe('streaming', () => {
  let api: TestApi;
  let buyer: Account;
  let stranger: Account;
  let id: string;
  let path: string;

  beforeAll(async () => {
    api = await startApi();
    buyer = await api.newUser();
    stranger = await api.newUser();
    const { sourceKey: sampleKey } = await storeAudio(api, sample, 'mp3');
    id = await shelve(api, {
      title: 'Ünïcode',
      sampleKey,
      ...(await storeAudio(api, whole, 'm4b')),
    });
    await grant(api, buyer.id, id);
    path = `/audiobooks/${id}/stream`;
  });

  afterAll(() => api.stop());

  function ask(
    to: string,
    headers: Record<string, string> = {},
    who: Account | null = buyer,
    method = 'GET',
  ) {
    const authorization = who ? { authorization: `Bearer ${who.accessToken}` } : {};
    return fetch(`${api.url}/api/v1${to}`, {
      method,
      headers: { ...authorization, ...headers },
      redirect: 'manual',
    });
  }

  const bytesOf = async (response: Response) => Buffer.from(await response.arrayBuffer());

  it('redirects to a presigned URL that serves ranges, and may not be kept', async () => {
    const answer = await ask(path);
    expect(answer.status).toBe(302);
    expect(answer.headers.get('cache-control')).toBe('private, no-store');
    const url = answer.headers.get('location') ?? '';
    expect(whole.equals(await bytesOf(await fetch(url)))).toBe(true);
    const part = await fetch(url, { headers: { range: 'bytes=-100' } });
    expect(part.status).toBe(206);
    expect(part.headers.get('content-type')).toBe('audio/mp4');
    expect(part.headers.get('content-disposition')).toMatch(/^inline; filename="Unicode\.m4b"/);
    expect(whole.subarray(-100).equals(await bytesOf(part))).toBe(true);
  });

  it('hands out the URL as JSON for players that cannot send headers', async () => {
    const answer = await ask(`${path}?delivery=link`);
    const link = (await answer.json()) as { url: string; expires_at: string; content_type: string };
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toMatch(/^application\/json/);
    expect(link.content_type).toBe('audio/mp4');
    expect(Date.parse(link.expires_at)).toBeGreaterThan(Date.now());
    expect(whole.equals(await bytesOf(await fetch(link.url)))).toBe(true);
  });

  it('gives the sample to everybody else, and nothing to whom the book is none', async () => {
    for (const who of [null, stranger]) {
      expect(sample.equals(await bytesOf(await ask(`${path}?delivery=proxy`, {}, who)))).toBe(true);
      expect(await bytesOf(await ask(`/audiobooks/${id}/sample?delivery=proxy`, {}, who))).toEqual(
        sample,
      );
    }
    const audio = await storeAudio(api, sample, 'mp3');
    const own = await shelve(api, { owner: stranger.id, visibility: 'private', ...audio });
    const withdrawn = await shelve(api, { withdrawnAt: new Date(), ...audio });
    await grant(api, buyer.id, withdrawn);
    const statusOf = async (book: string, who: Account | null) =>
      (await ask(`/audiobooks/${book}/stream?delivery=proxy`, {}, who)).status;
    expect(await statusOf(own, stranger)).toBe(200);
    expect(await statusOf(own, api.admin)).toBe(200);
    expect(await statusOf(own, buyer)).toBe(404);
    expect(await statusOf(own, null)).toBe(404);
    expect(await statusOf(withdrawn, buyer)).toBe(200);
    expect(await statusOf(withdrawn, stranger)).toBe(404);
    expect(await statusOf(await shelve(api), null)).toBe(404);
    expect((await ask(`/audiobooks/${own}/sample`, {}, stranger)).status).toBe(404);
  });

  it('serves ranges through the API', async () => {
    const proxied = `${path}?delivery=proxy`;
    const full = await ask(proxied);
    expect(full.status).toBe(200);
    expect(full.headers.get('accept-ranges')).toBe('bytes');
    expect(full.headers.get('content-length')).toBe(String(sizeBytes));
    expect(whole.equals(await bytesOf(full))).toBe(true);
    const cases: [string, number, number][] = [
      ['bytes=0-0', 0, 0],
      ['bytes=1000-2000', 1000, 2000],
      ['bytes=2999990-', 2_999_990, 2_999_999],
      ['bytes=-7', 2_999_993, 2_999_999],
      ['bytes=5-99999999', 5, 2_999_999],
    ];
    for (const [range, first, last] of cases) {
      const part = await ask(proxied, { range });
      expect(part.status).toBe(206);
      expect(part.headers.get('content-range')).toBe(`bytes ${first}-${last}/${sizeBytes}`);
      expect(part.headers.get('content-length')).toBe(String(last - first + 1));
      expect(whole.subarray(first, last + 1).equals(await bytesOf(part))).toBe(true);
    }
    const several = await ask(proxied, { range: 'bytes=0-1,5-6' });
    expect(several.status).toBe(200);
    expect(whole.equals(await bytesOf(several))).toBe(true);
  });

  it('answers 416 with the size for a range outside', async () => {
    const answer = await ask(`${path}?delivery=proxy`, { range: `bytes=${sizeBytes}-` });
    expect(answer.status).toBe(416);
    expect(answer.headers.get('content-range')).toBe(`bytes */${sizeBytes}`);
    expect(answer.headers.get('content-type')).toMatch(/^application\/problem\+json/);
    expect(await answer.json()).toMatchObject({ error: 'range_not_satisfiable' });
  });

  it('minds If-Range and If-None-Match', async () => {
    const proxied = `${path}?delivery=proxy`;
    const { headers } = await ask(proxied, {}, buyer, 'HEAD');
    const etag = headers.get('etag') ?? '';
    const date = headers.get('last-modified') ?? '';
    const range = 'bytes=0-9';
    const statusOf = async (more: Record<string, string>) => {
      const answer = await ask(proxied, more);
      await answer.body?.cancel();
      return answer.status;
    };
    expect(etag).toMatch(/^".+"$/);
    expect(await statusOf({ range, 'if-range': etag })).toBe(206);
    expect(await statusOf({ range, 'if-range': '"other"' })).toBe(200);
    expect(await statusOf({ range, 'if-range': `W/${etag}` })).toBe(200);
    expect(await statusOf({ range, 'if-range': date })).toBe(206);
    expect(await statusOf({ range, 'if-range': new Date(0).toUTCString() })).toBe(200);
    expect(await statusOf({ 'if-none-match': etag })).toBe(304);
    expect(await statusOf({ 'if-none-match': '"other"' })).toBe(200);
  });

  it.each(['redirect', 'proxy', 'link'])(
    'answers HEAD itself when asked for %s',
    async (delivery) => {
      const answer = await ask(
        `${path}?delivery=${delivery}`,
        { range: 'bytes=0-9' },
        buyer,
        'HEAD',
      );
      expect(answer.status).toBe(200);
      expect(answer.headers.get('content-length')).toBe(String(sizeBytes));
      expect(answer.headers.get('content-type')).toBe('audio/mp4');
      expect(answer.headers.get('accept-ranges')).toBe('bytes');
    },
  );

  it('is played and sought by ffprobe and ffmpeg, with the index at the end of the file', async () => {
    const file = join(getStackDirectory(), 'seekable.m4b');
    const tone = [
      '-f',
      'lavfi',
      '-i',
      'sine=frequency=300:duration=1200:sample_rate=8000',
      '-c:a',
      'aac',
      '-b:a',
      '64k',
    ];
    await run('ffmpeg', ['-v', 'error', '-y', ...tone, '-f', 'ipod', file]);
    const recording = await readFile(file);
    expect(recording.indexOf('moov')).toBeGreaterThan(recording.indexOf('mdat'));
    const book = await shelve(api, await storeAudio(api, recording, 'm4b'));
    await grant(api, buyer.id, book);
    const headers = ['-headers', `Authorization: Bearer ${buyer.accessToken}\r\n`];
    for (const delivery of ['redirect', 'proxy']) {
      const url = `${api.url}/api/v1/audiobooks/${book}/stream?delivery=${delivery}`;
      const show = ['-v', 'error', '-show_entries', 'format=duration', '-of', 'csv=p=0'];
      const { stdout } = await run('ffprobe', [...show, ...headers, url]);
      expect(Number(stdout)).toBeCloseTo(1200, 0);
      const from = ['-ss', '1190', '-i', url, '-t', '5', '-f', 's16le', '-ac', '1', 'pipe:1'];
      const sought = await run('ffmpeg', ['-v', 'error', ...headers, ...from], {
        encoding: 'buffer',
        maxBuffer: 2 ** 24,
      });
      expect(sought.stdout.length / 2 / 8000).toBeCloseTo(5, 1);
    }
  });

  it('lets go of the storage when the client leaves', async () => {
    const left = new AbortController();
    const { storage } = api.deps;
    const opened: NodeJS.ReadableStream[] = [];
    const get = storage.get.bind(storage);
    storage.get = async (...request) => {
      const stream = await get(...request);
      opened.push(stream);
      return stream;
    };
    const big = await shelve(api, await storeAudio(api, Buffer.alloc(64 * 2 ** 20), 'mp3'));
    const url = `${api.url}/api/v1/audiobooks/${big}/stream?delivery=proxy`;
    const authorization = `Bearer ${api.admin.accessToken}`;
    const answer = await fetch(url, { headers: { authorization }, signal: left.signal });
    await answer.body?.getReader().read();
    left.abort();
    const closed = await new Promise<boolean>((resolve) => {
      const [stream] = opened;
      if (!stream) return resolve(false);
      stream.once('close', () => resolve(true));
    });
    storage.get = get;
    expect(closed).toBe(true);
  });
});
