import { createReadStream } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import OpenAI, { toFile, type APIError } from 'openai';
import type { RenderedToneBook } from '../../../dev/tone/render-tone-book.ts';
import { makeRecording, someText } from '../../support/audiobooks.ts';
import { startLector, type TestLector, type TestUser } from '../../support/lector.ts';
import { transcriptEnd, type TranscriptBody } from '../../support/transcripts.ts';
import { waitFor } from '../../support/wait-for.ts';

const oneLine = (text: string) => text.replaceAll(/\s+/g, ' ').trim();

describe("OpenAI's own client, pointed at Lector", () => {
  let lector: TestLector;
  let user: TestUser;
  let openai: OpenAI;
  let short: RenderedToneBook;

  beforeAll(async () => {
    lector = await startLector();
    user = await lector.newUser();
    openai = new OpenAI({ baseURL: `${lector.url}/v1`, apiKey: user.accessToken ?? '' });
    short = await makeRecording({ text: someText(40, 'for the client') });
  });
  afterAll(() => lector.stop());

  const transcriptions = () => openai.audio.transcriptions;
  const file = () => createReadStream(short.path);
  const model = 'whisper-1';

  it('transcribes a recording of several chunks, with times from its beginning', async () => {
    const book = await makeRecording({ text: someText(1200, 'several chunks') });
    const answer = await transcriptions().create({
      file: createReadStream(book.path),
      model,
      language: 'eng',
      response_format: 'verbose_json',
      timestamp_granularities: ['word', 'segment'],
    });
    expect(oneLine(answer.text)).toBe(book.text);
    expect((await lector.ai.calls()).length).toBeGreaterThan(1);
    expect(answer.duration).toBeCloseTo(book.durationSeconds, 0);
    expect(answer.language).toBe('english');
    expect(oneLine((answer.segments ?? []).map(({ text }) => text).join(' '))).toBe(book.text);
    expect(answer.segments?.at(-1)?.end).toBeGreaterThan(book.durationSeconds - 2);
    // The model that Lector asks by default gives no times of words.
    expect(answer.words).toEqual([]);
  });

  it('gives every format', async () => {
    const of = (response_format: 'json' | 'text' | 'srt' | 'vtt') =>
      transcriptions().create({ file: file(), model, response_format }) as unknown;
    expect(await of('json')).toMatchObject({
      text: expect.stringContaining(short.text.slice(0, 20)),
      usage: { type: 'duration' },
    });
    expect(oneLine((await of('text')) as string)).toBe(short.text);
    expect(await of('srt')).toMatch(/^1\n00:00:\d\d,\d{3} --> /);
    expect(await of('vtt')).toMatch(/^WEBVTT\n/);
  });

  it('streams', async () => {
    const events = await transcriptions().create({ file: file(), model, stream: true });
    const types: string[] = [];
    let text = '';
    for await (const event of events) {
      types.push(event.type);
      if (event.type === 'transcript.text.done') text = event.text;
    }
    expect(types).toEqual(['transcript.text.delta', 'transcript.text.done']);
    expect(oneLine(text)).toBe(short.text);
  });

  it("tells of errors in OpenAI's shape, and is not asked again in vain", async () => {
    const failure = (asked: Promise<unknown>) =>
      asked.then(
        () => null,
        (error: APIError) => error,
      );
    const none = new OpenAI({ baseURL: `${lector.url}/v1`, apiKey: 'wrong' });
    expect(await failure(none.audio.transcriptions.create({ file: file(), model }))).toMatchObject({
      status: 401,
      code: 'invalid_api_key',
      type: 'authentication_error',
    });
    const text = await toFile(Buffer.from('not audio at all'), 'a.mp3');
    expect(await failure(transcriptions().create({ file: text, model }))).toMatchObject({
      status: 415,
      code: 'unsupported_audio',
    });
    expect(
      await failure(transcriptions().create({ file: file(), model, language: 'xx' })),
    ).toMatchObject({ status: 400, param: 'language', type: 'invalid_request_error' });
    const other = await lector.newUser();
    const { body } = await other.post<{ key: string }>('/users/me/api-keys', {
      name: 'speech',
      scopes: ['transcribe'],
    });
    const byKey = new OpenAI({ baseURL: `${lector.url}/v1`, apiKey: body.key });
    await byKey.audio.transcriptions.create({ file: file(), model });
    await lector.deps.orm.em
      .fork()
      .getConnection()
      .execute('update transcribe_quotas set used = 25 where caller = ?', [`user:${other.id}`]);
    const before = Date.now();
    expect(await failure(byKey.audio.transcriptions.create({ file: file(), model }))).toMatchObject(
      { status: 429, code: 'rate_limit_exceeded' },
    );
    expect(Date.now() - before).toBeLessThan(5000);
  });

  it('may leave: the work goes on, and is paid for once', async () => {
    const book = await makeRecording({ text: someText(50, 'left alone') });
    const newest = async () => {
      const { body } = await user.get<{ results: TranscriptBody[] }>('/transcribe?view=flat');
      return body.results[0];
    };
    const known = (await newest())?.id;
    const leave = new AbortController();
    const asked = transcriptions().create(
      { file: createReadStream(book.path), model },
      { signal: leave.signal, maxRetries: 0 },
    );
    const gone = asked.then(
      () => 'answered',
      () => 'left',
    );
    const { id } = await waitFor('the upload', async () => {
      const latest = await newest();
      return latest && latest.id !== known && latest;
    });
    leave.abort();
    expect(await gone).toBe('left');
    const end = await transcriptEnd(user, id);
    expect(oneLine(end.text ?? '')).toBe(book.text);
    const paid = (await lector.ai.calls()).length;
    const again = await transcriptions().create({ file: createReadStream(book.path), model });
    expect(oneLine(again.text)).toBe(book.text);
    expect(await lector.ai.calls()).toHaveLength(paid);
  });
});
