import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  ingest,
  ingestionEnd,
  makeRecording,
  someText,
  uploadForm,
} from '../../support/audiobooks.ts';
import { startLector, type TestLector } from '../../support/lector.ts';

describe('a file that is no recording', () => {
  let lector: TestLector;
  let mp3: Buffer;

  beforeAll(async () => {
    lector = await startLector();
    mp3 = await readFile((await makeRecording({ text: someText(20, 'host') })).path);
  });
  afterAll(() => lector.stop());

  it('is rejected with a cause, and the worker goes on', async () => {
    const wavHead = Buffer.from('RIFF\u0024\0\0\0WAVEfmt \u0010\0\0\0\u0001\0\u0001\0', 'latin1');
    const files = {
      'a tag and nothing else': Buffer.concat([
        Buffer.from('ID3\u0003\0\0\0\0\0\0', 'latin1'),
        Buffer.alloc(4096),
      ]),
      'a torn header': wavHead,
      'a playlist behind a tag': Buffer.from(
        'ID3\u0003\0\0\0\0\0\0#EXTM3U\n#EXT-X-TARGETDURATION:1\nfile:///etc/passwd\n',
        'latin1',
      ),
      'an atom that promises too much': Buffer.concat([
        Buffer.from('\0\0\0\u0018ftypM4A \0\0\0\0M4A mp42\x7f\xff\xff\xffmoov', 'latin1'),
        Buffer.alloc(2048, 1),
      ]),
    };
    const ends = Object.entries(files).map(async ([name, bytes]) => {
      const { id, status } = await upload(name, bytes);
      if (status === 415) return { name, end: 'rejected', code: 'unsupported_audio' };
      const { status: end, error } = await ingestionEnd(lector.admin, id);
      return { name, end, code: error?.code };
    });
    for (const { name, end, code } of await Promise.all(ends)) {
      expect({ name, end, code }).toEqual({
        name,
        end: 'rejected',
        code: expect.stringMatching(/^(audio_unreadable|audio_rejected|unsupported_audio)$/),
      });
    }
    expect(await lector.ai.calls()).toEqual([]);
    const sound = await makeRecording({ text: someText(20, 'host') });
    const { ingestion } = await ingest(lector.admin, sound.path, { title: 'Sound' });
    expect(ingestion.status).toBe('published');
  });

  it('may begin or end in the middle of a recording: what can be heard is transcribed', async () => {
    const { id } = await upload('torn', mp3.subarray(0, Math.floor(mp3.length / 2)));
    expect((await ingestionEnd(lector.admin, id)).status).toBe('published');
  });

  async function upload(title: string, bytes: Buffer) {
    const { path } = await makeRecording({ text: someText(20, 'host') });
    const form = await uploadForm(path, { title });
    form.set('file', new Blob([Uint8Array.from(bytes)]), 'a.mp3');
    const { status, body } = await lector.admin.upload<{ id: string }>(form);
    return { status, id: body.id };
  }
});
