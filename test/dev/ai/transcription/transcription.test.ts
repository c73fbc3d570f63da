import { createReadStream } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { toFile } from 'openai';
import { renderToneBook } from '../../../../dev/tone/render-tone-book.ts';
import { multilingualText, speak, wordsOf } from '../../tone/tone-samples.ts';
import { madeUpFile, speechFile, wav } from '../speech-file.ts';
import { startTestStandIn, type TestStandIn } from '../test-stand-in.ts';

let standIn: TestStandIn;
const text = wordsOf(multilingualText).join(' ');

beforeAll(async () => {
  standIn = await startTestStandIn();
});
afterAll(() => standIn[Symbol.asyncDispose]());

describe('POST /v1/audio/transcriptions', () => {
  it.each(['gpt-4o-transcribe', 'gpt-4o-mini-transcribe', 'gpt-transcribe'])(
    'answers %s with exactly the words, and tokens',
    async (model) => {
      const answer = await standIn.client.audio.transcriptions.create({
        file: await speechFile(text),
        model,
        prompt: 'a prompt of thirty-two characters',
      });
      expect(answer.text).toBe(text);
      expect(answer.usage).toMatchObject({
        type: 'tokens',
        output_tokens: Math.ceil(text.length / 4),
      });
      expect(answer).not.toHaveProperty('segments');
      expect(answer.languages).toEqual(model === 'gpt-transcribe' ? [{ code: 'en' }] : undefined);
    },
  );

  it('gives whisper-1 as verbose JSON: segments that partition the words, with times', async () => {
    const { speech } = speak(text);
    const answer = await standIn.client.audio.transcriptions.create({
      file: await speechFile(text),
      model: 'whisper-1',
      response_format: 'verbose_json',
      timestamp_granularities: ['word', 'segment'],
    });
    expect(answer.text).toBe(text);
    expect(answer.duration).toBeCloseTo(speech.durationSeconds, 2);
    expect(answer.language).toBe('english');
    expect(answer.usage).toEqual({ type: 'duration', seconds: Math.ceil(speech.durationSeconds) });
    expect(answer.words?.map(({ word }) => word)).toEqual(wordsOf(text));
    for (const [index, { start, end }] of (answer.words ?? []).entries()) {
      expect(start).toBeCloseTo(speech.words[index]?.startSeconds ?? -1, 2);
      expect(end).toBeCloseTo(speech.words[index]?.endSeconds ?? -1, 2);
    }
    const segments = answer.segments ?? [];
    expect(segments.map((segment) => segment.text.trim()).join(' ')).toBe(text);
    expect(segments.length).toBeGreaterThan(5);
    expect(segments.map(({ id }) => id)).toEqual(segments.map((_, index) => index));
    expect(segments[0]?.start).toBeCloseTo(speech.words[0]?.startSeconds ?? -1, 2);
    for (const [index, segment] of segments.entries()) {
      expect(segment.end).toBeGreaterThan(segment.start);
      expect(segments[index + 1]?.start ?? Infinity).toBeGreaterThanOrEqual(segment.end);
    }
  });

  it('gives segments and no words when no words are asked for, and the other way round', async () => {
    const ask = async (granularity: 'word' | 'segment') =>
      standIn.client.audio.transcriptions.create({
        file: await speechFile('One two. Three.'),
        model: 'whisper-1',
        response_format: 'verbose_json',
        timestamp_granularities: [granularity],
      });
    expect(Object.keys(await ask('segment'))).not.toContain('words');
    expect(Object.keys(await ask('word'))).not.toContain('segments');
  });

  it('takes the language that it is told', async () => {
    const answer = await standIn.client.audio.transcriptions.create({
      file: await speechFile('One two.'),
      model: 'whisper-1',
      response_format: 'verbose_json',
      language: 'nn',
    });
    expect(answer.language).toBe('norwegian nynorsk');
  });

  it('writes text, SRT and WebVTT', async () => {
    const ask = async (response_format: 'text' | 'srt' | 'vtt') =>
      standIn.client.audio.transcriptions.create({
        file: await speechFile('One two. Three!', { leadingSilenceSeconds: 61 }),
        model: 'whisper-1',
        response_format,
      });
    expect(await ask('text')).toBe('One two. Three!\n');
    expect(await ask('srt')).toMatch(
      /^1\n00:01:01,000 --> 00:01:01,\d{3}\nOne two\.\n\n2\n00:01:0\d,\d{3} --> 00:01:0\d,\d{3}\nThree!\n$/,
    );
    expect(await ask('vtt')).toMatch(
      /^WEBVTT\n\n00:01:01\.000 --> 00:01:01\.\d{3}\nOne two\.\n\n00:01:0\d\.\d{3} --> 00:01:0\d\.\d{3}\nThree!\n$/,
    );
  });

  it.each(['mp3', 'm4a', 'flac', 'ogg', 'wav'] as const)('hears %s', async (format) => {
    const { path } = await renderToneBook({
      path: join(standIn.dataDirectory, `book.${format}`),
      format,
      title: 'Title',
      author: 'Author',
      chapters: [{ title: 'One', text: 'Short words, heard well.' }],
    });
    const answer = await standIn.client.audio.transcriptions.create({
      file: createReadStream(path),
      model: 'whisper-1',
    });
    expect(answer.text).toBe('Short words, heard well.');
  });

  it('shows a word that the edge of the audio cuts', async () => {
    const { samples, speech } = speak('one two three');
    const middle = ((speech.words[2]?.startSeconds ?? 0) + 0.1) * 8_000;
    const answer = await standIn.client.audio.transcriptions.create({
      file: await toFile(wav(samples.slice(0, middle)), 'cut.wav'),
      model: 'gpt-4o-transcribe',
    });
    expect(answer.text).toBe('one two ⟨?⟩');
    expect(standIn.lastCall()).toMatchObject({ words: 3, damaged_words: 1 });
  });

  it('hears nothing where there are no tones', async () => {
    for (const source of ['anoisesrc=d=3:a=0.3', 'sine=f=440:d=3', 'anullsrc=d=3,atrim=0:3']) {
      const answer = await standIn.client.audio.transcriptions.create({
        file: await madeUpFile(source),
        model: 'whisper-1',
        response_format: 'verbose_json',
      });
      expect({ source, text: answer.text, segments: answer.segments }).toEqual({
        source,
        text: '',
        segments: [],
      });
    }
  });

  it('says in its headers that it is a stand-in, and carries OpenAI’s', async () => {
    const { response } = await standIn.client.audio.transcriptions
      .create({ file: await speechFile('one'), model: 'whisper-1' })
      .withResponse();
    expect(response.headers.get('x-lector-stand-in')).toBe('true');
    expect(response.headers.get('x-request-id')).toMatch(/^req_[0-9a-f]{32}$/);
    expect(response.headers.get('openai-processing-ms')).toMatch(/^\d+$/);
    expect(response.headers.get('openai-version')).toBe('2020-10-01');
  });

  it('serves eight at once', async () => {
    const texts = Array.from({ length: 8 }, (_, index) => `Recording number ${index}. ${text}`);
    const answers = await Promise.all(
      texts.map(async (one) =>
        standIn.client.audio.transcriptions.create({
          file: await speechFile(one),
          model: 'whisper-1',
        }),
      ),
    );
    expect(answers.map((answer) => answer.text)).toEqual(texts);
    expect(await readdir(join(standIn.dataDirectory, 'uploads'))).toEqual([]);
  });
});
