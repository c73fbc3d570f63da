import { readdir } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { toFile } from 'openai';
import { multilingualText, wordsOf } from '../../tone/tone-samples.ts';
import { madeUpFile, speechFile, wav } from '../speech-file.ts';
import { errorOf, startTestStandIn, type TestStandIn } from '../test-stand-in.ts';

let standIn: TestStandIn;

beforeAll(async () => {
  standIn = await startTestStandIn();
});
afterAll(() => standIn[Symbol.asyncDispose]());

type Params = Parameters<TestStandIn['client']['audio']['transcriptions']['create']>[0];

async function refusal(file: Promise<Params['file']>, model: string, more = {}) {
  const error = await errorOf(
    standIn.client.audio.transcriptions.create({ file: await file, model, ...more } as Params),
  );
  const { message, type, param, code } = error.error as Record<string, unknown>;
  return { status: error.status, message, type, param, code };
}

const request = 'invalid_request_error';

function pause(): Promise<unknown> {
  return new Promise((resolve) => setTimeout(resolve, 10));
}

describe('a transcription request', () => {
  it('over 25 MiB is refused with 413 after it was read', async () => {
    const bytes = Buffer.alloc(26_214_400 + 1);
    expect(await refusal(toFile(bytes, 'big.mp3'), 'gpt-4o-transcribe')).toEqual({
      status: 413,
      message: expect.stringMatching(
        /^Maximum content size limit \(26214400\) exceeded \(262\d{5} bytes read\)$/,
      ),
      type: 'server_error',
      param: null,
      code: null,
    });
    expect(await readdir(join(standIn.dataDirectory, 'uploads'))).toEqual([]);
  });

  it('over 1,400 s is refused by gpt-4o, and heard by whisper-1', async () => {
    const long = madeUpFile('anullsrc=r=8000:cl=mono,atrim=0:1400.5');
    expect(await refusal(long, 'gpt-4o-mini-transcribe')).toEqual({
      status: 400,
      message:
        'audio duration 1400.5 seconds is longer than 1400 seconds which is the maximum for this model',
      type: request,
      param: null,
      code: 'invalid_value',
    });
    const heard = await standIn.client.audio.transcriptions.create({
      file: await long,
      model: 'whisper-1',
    });
    expect(heard.text).toBe('');
  });

  it('of 1,400 s is just short enough', async () => {
    const file = await madeUpFile('anullsrc=r=8000:cl=mono,atrim=0:1400');
    const heard = await standIn.client.audio.transcriptions.create({
      file,
      model: 'gpt-4o-transcribe',
    });
    expect(heard.text).toBe('');
  });

  it.each(['gpt-4o-transcribe', 'whisper-1'])('under 0.1 s is refused by %s', async (model) => {
    expect(await refusal(toFile(wav(new Int16Array(790)), 'short.wav'), model)).toEqual({
      status: 400,
      message: 'Audio file is too short. Minimum audio length is 0.1 seconds.',
      type: request,
      param: 'file',
      code: 'audio_too_short',
    });
  });

  it('of no audio is refused, each model in its own words', async () => {
    const junk = () => toFile(Buffer.from('#EXTM3U\n#EXT-X-ENDLIST\n'), 'list.mp3');
    expect(await refusal(junk(), 'gpt-4o-transcribe')).toEqual({
      status: 400,
      message: 'Audio file might be corrupted or unsupported',
      type: request,
      param: 'file',
      code: 'invalid_value',
    });
    expect(await refusal(junk(), 'whisper-1')).toMatchObject({
      status: 400,
      message: 'The audio file could not be decoded or its format is not supported.',
    });
    expect(await refusal(toFile(Buffer.alloc(0), 'empty.mp3'), 'whisper-1')).toMatchObject({
      status: 400,
    });
  });

  it('goes by the extension of the file name', async () => {
    const speech = wav(new Int16Array(8_000));
    expect(await refusal(toFile(speech, 'book.m4b'), 'whisper-1')).toMatchObject({
      status: 400,
      message:
        "Invalid file format. Supported formats: ['flac', 'm4a', 'mp3', 'mp4', 'mpeg', 'mpga', 'oga', 'ogg', 'wav', 'webm']",
      param: null,
      code: null,
    });
    expect(await refusal(toFile(speech, 'book'), 'gpt-4o-transcribe')).toMatchObject({
      status: 400,
      code: 'invalid_value',
    });
  });

  it.each(['verbose_json', 'srt', 'vtt', 'text'])('of gpt-4o in %s is refused', async (format) => {
    const answer = await refusal(speechFile('one'), 'gpt-4o-transcribe', {
      response_format: format,
    });
    const instead = format === 'text' ? "'json'" : "'json' or 'text'";
    expect(answer).toEqual({
      status: 400,
      message: `response_format '${format}' is not compatible with model 'gpt-4o-transcribe'. Use ${instead} instead.`,
      type: request,
      param: 'response_format',
      code: 'unsupported_value',
    });
  });

  it('for a model that is not there gets 404', async () => {
    expect(await refusal(speechFile('one'), 'gpt-9-transcribe')).toEqual({
      status: 404,
      message: 'The model `gpt-9-transcribe` does not exist or you do not have access to it.',
      type: request,
      param: null,
      code: 'model_not_found',
    });
  });

  it('without a model, without a file, and that is no form at all, gets 400', async () => {
    const send = async (body: string | FormData) => {
      const response = await fetch(`${standIn.running.url}/v1/audio/transcriptions`, {
        method: 'POST',
        headers: { authorization: 'Bearer test' },
        body,
      });
      const { error } = (await response.json()) as { error: { message: string } };
      return [response.status, error.message];
    };
    const noFile = new FormData();
    noFile.set('model', 'whisper-1');
    const noModel = new FormData();
    noModel.set('file', new Blob(['x']), 'x.mp3');
    expect(await send(noFile)).toEqual([400, "Missing required parameter: 'file'."]);
    expect(await send(noModel)).toEqual([400, 'you must provide a model parameter']);
    expect(await send('{"model": "whisper-1"}')).toEqual([
      400,
      expect.stringContaining('Could not parse multipart form'),
    ]);
  });

  it('that breaks off leaves no file behind, and the server alive', async () => {
    const { port } = standIn.running;
    const part = '--x\r\ncontent-disposition: form-data; name="file"; filename="a.mp3"\r\n\r\nabc';
    const socket = connect(port, '127.0.0.1');
    socket.write(
      `POST /v1/audio/transcriptions HTTP/1.1\r\nhost: a\r\nauthorization: Bearer a\r\n` +
        `content-type: multipart/form-data; boundary=x\r\ncontent-length: 5000\r\n\r\n${part}`,
    );
    const uploads = join(standIn.dataDirectory, 'uploads');
    while ((await readdir(uploads)).length === 0) await pause();
    const calls = standIn.running.ledger.calls().length;
    socket.destroy();
    while (standIn.running.ledger.calls().length === calls) await pause();
    expect(standIn.lastCall()).toMatchObject({ status: 400, paid: false, client_connected: false });
    expect(await readdir(uploads)).toEqual([]);
    expect((await standIn.client.models.retrieve('whisper-1')).id).toBe('whisper-1');
  });

  it('stops at 2,000 output tokens without a word about it', async () => {
    const words = wordsOf(Array(30).fill(multilingualText).join(' '));
    const file = await speechFile(words.join(' '));
    const cut = await standIn.client.audio.transcriptions.create({
      file,
      model: 'gpt-4o-transcribe',
    });
    const kept = wordsOf(cut.text);
    expect(kept).toEqual(words.slice(0, kept.length));
    expect(Math.ceil(cut.text.length / 4)).toBeLessThanOrEqual(2_000);
    expect(Math.ceil((cut.text.length + 20) / 4)).toBeGreaterThan(2_000);
    expect(cut.usage).toMatchObject({ output_tokens: 2_000 });
    const whole = await standIn.client.audio.transcriptions.create({ file, model: 'whisper-1' });
    expect(wordsOf(whole.text)).toEqual(words);
  });
});

describe('any call', () => {
  it('without a key gets 401', async () => {
    const response = await fetch(`${standIn.running.url}/v1/models`);
    expect(response.status).toBe(401);
    expect(await response.json()).toMatchObject({
      error: { type: request, param: null, code: 'invalid_api_key' },
    });
  });

  it('of an unknown route gets OpenAI’s 404', async () => {
    const error = await errorOf(standIn.client.post('/embeddings', { body: {} }));
    expect(error.status).toBe(404);
    expect(error.error).toEqual({
      message: 'Invalid URL (POST /v1/embeddings)',
      type: request,
      param: null,
      code: null,
    });
  });

  it('may list the models, and read one', async () => {
    const ids: string[] = [];
    for await (const { id } of standIn.client.models.list()) ids.push(id);
    expect(ids).toEqual(expect.arrayContaining(['whisper-1', 'gpt-4o-transcribe', 'gpt-4o-mini']));
    expect((await standIn.client.models.retrieve('whisper-1')).object).toBe('model');
    expect((await errorOf(standIn.client.models.retrieve('none'))).code).toBe('model_not_found');
  });
});
