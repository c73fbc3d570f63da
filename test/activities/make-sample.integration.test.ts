import { execFile } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { MockActivityEnvironment } from '@temporalio/testing';
import { DefaultLogger } from '@temporalio/worker';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createMakeSample } from '../../activities/make-sample.ts';
import { Audiobook } from '../../db/entities/audiobook.ts';
import { Transcription } from '../../db/entities/transcription.ts';
import { newId } from '../../db/new-id.ts';
import { SourceCache } from '../../platform/media/source-cache.ts';
import { startApi, type TestApi } from '../support/api.ts';
import { shelve, storeAudio } from '../support/shelf.ts';
import { getStackDirectory } from '../support/stack.ts';

const run = promisify(execFile);
/** The environment's own would write what the test provokes. */
const quiet = new DefaultLogger('ERROR', () => undefined);

describe('makeSample', () => {
  let api: TestApi;
  let sources: SourceCache;

  beforeAll(async () => {
    api = await startApi();
    const directory = join(getStackDirectory(), 'scratch-sample');
    sources = new SourceCache({ storage: api.deps.storage, directory, maxBytes: 2 ** 30 });
  });

  afterAll(async () => {
    await sources.close();
    await api.stop();
  });

  async function record(bytes: Buffer, durationSeconds: number | null): Promise<string> {
    const audio = await storeAudio(api, bytes, 'wav');
    const em = api.deps.orm.em.fork();
    const transcription = newId();
    const { sourceKey, sourceFormat } = audio;
    em.persist(em.create(Transcription, { id: transcription, sourceKey, sourceFormat }));
    await em.flush();
    return shelve(api, { ...audio, transcription, durationSeconds });
  }

  async function tone(seconds: number, channels: number): Promise<Buffer> {
    const path = join(getStackDirectory(), `tone-${seconds}-${channels}.wav`);
    const source = [
      '-f',
      'lavfi',
      '-i',
      `sine=frequency=300:sample_rate=16000:duration=${seconds}`,
    ];
    await run('ffmpeg', ['-v', 'error', '-y', ...source, '-ac', String(channels), path]);
    return readFile(path);
  }

  const make = (audiobookId: string) =>
    new MockActivityEnvironment({}, { logger: quiet }).run(
      createMakeSample({ ...api.deps, sources }),
      { audiobookId },
    );

  async function probe(id: string): Promise<[seconds: number, channels: number, codec: string]> {
    const { sampleKey } = await api.deps.orm.em.fork().findOneOrFail(Audiobook, { id });
    const path = join(getStackDirectory(), `${id}.mp3`);
    await writeFile(path, await api.deps.storage.getBytes(sampleKey ?? ''));
    const show = ['-v', 'error', '-show_entries', 'format=duration:stream=channels,codec_name'];
    const { stdout } = await run('ffprobe', [...show, '-of', 'json', path]);
    const { format, streams } = JSON.parse(stdout) as {
      format: { duration: string };
      streams: { channels: number; codec_name: string }[];
    };
    return [Number(format.duration), streams[0]?.channels ?? 0, streams[0]?.codec_name ?? ''];
  }

  it.each([
    ['a tenth', 400, 1, 40],
    ['half a minute at least', 100, 2, 30],
    ['no more than there is', 12, 1, 12],
  ])('is %s', async (_, seconds, channels, expected) => {
    const id = await record(await tone(seconds, channels), seconds);
    await make(id);
    await make(id);
    const [duration, heard, codec] = await probe(id);
    expect(Math.abs(duration - expected)).toBeLessThan(0.2);
    expect([heard, codec]).toEqual([channels, 'mp3']);
  });

  it('is made of a recording whose length nobody knows, and has two channels at most', async () => {
    const id = await record(await tone(45, 6), null);
    await make(id);
    const [duration, channels] = await probe(id);
    expect(Math.abs(duration - 30)).toBeLessThan(0.2);
    expect(channels).toBe(2);
  });

  it('fails for good where nothing can be decoded', async () => {
    const id = await record(Buffer.from('RIFF\0\0\0\0WAVE, and then nothing'), 10);
    await expect(make(id)).rejects.toMatchObject({ code: 'audio_unreadable' });
  });
});
