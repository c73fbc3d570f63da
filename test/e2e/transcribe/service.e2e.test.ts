import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { findReplayPoint, replayFrom } from '../../../platform/temporal-replay.ts';
import { makeRecording, someText } from '../../support/audiobooks.ts';
import { startLector, type TestLector, type TestUser } from '../../support/lector.ts';
import { getStackDirectory } from '../../support/stack.ts';
import { transcriptEnd, uploadAudio, type TranscriptBody } from '../../support/transcripts.ts';
import { waitFor } from '../../support/wait-for.ts';

describe('the transcription service', () => {
  let lector: TestLector;
  let user: TestUser;

  beforeAll(async () => {
    lector = await startLector();
    user = await lector.newUser();
  });
  afterAll(() => lector.stop());

  it('transcribes every format to the word', async () => {
    const formats = ['mp3', 'wav', 'm4a', 'aac', 'ogg', 'flac'] as const;
    const books = await Promise.all(
      formats.map((format) => makeRecording({ text: someText(40, `service ${format}`), format })),
    );
    const heard = await Promise.all(
      books.map(async ({ path }) => {
        const { status, body, headers } = await uploadAudio(user, path, { language_code: 'en' });
        expect(status).toBe(202);
        expect(body).toMatchObject({
          message: 'File uploaded and transcription started',
          status: 'queued',
        });
        expect(headers.get('location')).toBe(`/api/v1/transcribe/${body.transcript_id}`);
        return transcriptEnd(user, body.transcript_id);
      }),
    );
    for (const [index, { text, ...end }] of heard.entries()) {
      expect(end).toMatchObject({ status: 'completed', language_code: 'en', error: null });
      expect(text?.replaceAll(/\s+/g, ' ')).toBe(books[index]?.text);
    }
  });

  it('answers in every format, and finds words again', async () => {
    const book = await makeRecording({ text: someText(60, 'formats of the service') });
    const { body } = await uploadAudio(user, book.path);
    const { id } = await transcriptEnd(user, body.transcript_id);
    const of = async (format: string) =>
      (await user.get<string & { text: string }>(`/transcribe/${id}.${format}`)).body;
    expect((await of('txt')).replaceAll(/\s+/g, ' ').trim()).toBe(book.text);
    expect(await of('vtt')).toMatch(/^WEBVTT\n/);
    expect(await of('srt')).toMatch(/^1\n00:00:/);
    expect((await of('json')).text.replaceAll(/\s+/g, ' ')).toBe(book.text);

    const [word = ''] = book.text.split(' ').slice(20);
    const other = await lector.newUser();
    const search = (client: TestUser) =>
      client.get<{ count: number; results: { transcript_id: string; text: string }[] }>(
        `/transcribe/search?q=${encodeURIComponent(word.replace('.', ''))}`,
      );
    expect((await search(user)).body.results[0]).toMatchObject({ transcript_id: id });
    expect((await search(other)).body.count).toBe(0);
  });

  it('transcribes what was sent to the object storage itself', async () => {
    const book = await makeRecording({ text: someText(30, 'sent in parts') });
    const bytes = await readFile(book.path);
    const { body: upload } = await user.post<{ id: string; parts: { url: string }[] }>(
      '/transcribe/uploads',
      { file_name: 'a.mp3', size: bytes.length, content_type: 'audio/mpeg' },
    );
    const put = await fetch(upload.parts[0]?.url ?? '', {
      method: 'PUT',
      body: new Uint8Array(bytes),
    });
    const parts = [{ number: 1, etag: put.headers.get('etag') }];
    const done = await user.post(`/transcribe/uploads/${upload.id}/complete`, { parts });
    expect(done.status).toBe(202);
    const end = await transcriptEnd(user, upload.id);
    expect(end.text?.replaceAll(/\s+/g, ' ')).toBe(book.text);
    const audio = await fetch(end.audio_url ?? '');
    expect(audio.headers.get('content-type')).toBe('audio/mpeg');
    expect(Buffer.from(await audio.arrayBuffer()).equals(bytes)).toBe(true);
  });

  it('tells of what is no audio inside, as error with its cause', async () => {
    const path = join(getStackDirectory(), 'not-audio.wav');
    const bytes = Buffer.alloc(4000, 7);
    bytes.write('RIFF', 0, 'latin1');
    bytes.write('WAVE', 8, 'latin1');
    await writeFile(path, bytes);
    const { body } = await uploadAudio(user, path);
    const end = await transcriptEnd(user, body.transcript_id);
    expect(end).toMatchObject({ status: 'error', text: null });
    expect(end.error).toMatch(/cannot be decoded|not plain audio/);
  });

  it('ends as error where the provider gives nothing more, and is taken up again by a replay', async () => {
    const book = await makeRecording({ text: someText(30, 'taken up again') });
    const match = { path: '/v1/audio/transcriptions' };
    const fault = { kind: 'status', status: 429, code: 'insufficient_quota' };
    await lector.ai.setFaults([{ match, fault }]);
    const { body } = await uploadAudio(user, book.path);
    const failed = await transcriptEnd(user, body.transcript_id);
    expect(failed).toMatchObject({
      status: 'error',
      error: 'The quota at the AI provider is used up.',
    });
    await lector.ai.setFaults([]);
    const point = await waitFor('the end of the run', () =>
      findReplayPoint(lector.deps.temporal, body.workflow_id),
    );
    await replayFrom(lector.deps.temporal, point, 'A test');
    const end = await waitFor('the text', async () => {
      const { body: now } = await user.get<TranscriptBody>(`/transcribe/${body.transcript_id}`);
      return now.status === 'completed' && now;
    });
    expect(end.text?.replaceAll(/\s+/g, ' ')).toBe(book.text);
    expect(end.error).toBeNull();
  });

  it('is anonymous as well: only the device that uploaded sees it', async () => {
    const book = await makeRecording({ text: someText(30, 'somebody') });
    const { body, headers } = await uploadAudio(lector.guest, book.path);
    const token = headers.get('x-device-token') ?? '';
    expect(headers.get('set-cookie')).toMatch(/^lector-device=.+HttpOnly; SameSite=Lax/);
    const id = body.transcript_id;
    const end = await transcriptEnd(lector.guest, id, { 'X-Device-Token': token });
    expect(end.text?.replaceAll(/\s+/g, ' ')).toBe(book.text);
    const byCookie = { cookie: `lector-device=${token}` };
    expect((await lector.guest.get(`/transcribe/${id}`, byCookie)).status).toBe(200);
    for (const client of [lector.guest, user, lector.admin]) {
      expect((await client.get(`/transcribe/${id}`)).status).toBe(404);
      expect((await client.call('DELETE', `/transcribe/${id}`)).status).toBe(404);
    }
  });

  it('deletes a transcript with its files, and stops the work on it', async () => {
    const book = await makeRecording({ text: someText(30, 'to be deleted') });
    await lector.ai.setFaults([{ fault: { kind: 'hang', seconds: 60 } }]);
    try {
      const { body } = await uploadAudio(user, book.path);
      const { transcript_id: id, workflow_id: workflowId } = body;
      const handle = lector.temporal.client.workflow.getHandle(workflowId);
      await waitFor('the work', async () => {
        const { body: now } = await user.get<TranscriptBody>(`/transcribe/${id}`);
        return now.status === 'processing';
      });
      expect((await user.call('DELETE', `/transcribe/${id}`)).status).toBe(204);
      expect((await user.get(`/transcribe/${id}`)).status).toBe(404);
      await waitFor('its end', async () => (await handle.describe()).status.name === 'TERMINATED');
      await waitFor(
        'the audio gone',
        async () => (await lector.deps.storage.head(`transcripts/${id}/source.mp3`)) === null,
      );
    } finally {
      await lector.ai.setFaults([]);
    }
  });

  it('shows its progress as events', async () => {
    const book = await makeRecording({ text: someText(30, 'watched') });
    const { body } = await uploadAudio(user, book.path);
    const { body: events, headers } = await user.get<string>(
      `/transcribe/${body.transcript_id}/events`,
    );
    expect(headers.get('content-type')).toBe('text/event-stream');
    const seen = [...events.matchAll(/^data: (.*)$/gm)].map(
      ([, data = '']) => (JSON.parse(data) as TranscriptBody).status,
    );
    expect(seen.at(-1)).toBe('completed');
  });
});
