import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { makeRecording, someText } from '../../support/audiobooks.ts';
import { startLector, type TestLector, type TestUser } from '../../support/lector.ts';
import { transcriptEnd, uploadAudio, type TranscriptBody } from '../../support/transcripts.ts';
import { waitFor } from '../../support/wait-for.ts';

interface Received {
  path: string;
  headers: Record<string, string | string[] | undefined>;
  body: string;
}

describe('webhooks and clean-up of the transcription service', () => {
  let lector: TestLector;
  let user: TestUser;
  let receiver: Server;
  let url: string;
  let received: Received[];
  let answers: number[];

  beforeAll(async () => {
    received = [];
    answers = [];
    receiver = createServer(async (request, response) => {
      let body = '';
      for await (const chunk of request) body += String(chunk);
      received.push({ path: request.url ?? '', headers: request.headers, body });
      response.writeHead(answers.shift() ?? 204).end();
    }).listen(0, '127.0.0.1');
    await once(receiver, 'listening');
    url = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}`;
    lector = await startLector({
      settings: { WEBHOOK_ALLOW_LOOPBACK: 'true', TRANSCRIBE_AUDIO_RETENTION_HOURS: '0.0001' },
    });
    user = await lector.newUser();
  });
  afterAll(async () => {
    await lector.stop();
    receiver.close();
    receiver.closeAllConnections();
  });

  const to = (path: string) => received.filter((one) => one.path === path);

  it('tells of a completed transcript, signed, again until it is heard', async () => {
    answers = [302];
    const book = await makeRecording({ text: someText(30, 'told of') });
    const { body } = await uploadAudio(user, book.path, { webhook_url: `${url}/done` });
    const [, last] = await waitFor('two tries', async () => {
      const tries = to('/done');
      return tries.length === 2 && tries;
    });
    const { headers = {}, body: sent = '' } = last ?? {};
    const event = JSON.parse(sent) as { id: string; type: string; data: TranscriptBody };
    expect(event).toMatchObject({
      type: 'transcript.completed',
      data: { id: body.transcript_id, status: 'completed', error: null },
    });
    expect(event.data.text?.replaceAll(/\s+/g, ' ')).toBe(book.text);
    expect(new Set(to('/done').map((one) => one.headers['x-lector-delivery'])).size).toBe(1);
    const signature = String(headers['x-lector-signature']);
    const [, t, v1] = /^t=(\d+),v1=([0-9a-f]{64})$/.exec(signature) ?? [];
    expect(body.webhook_secret).toMatch(/^whsec_.{43}$/);
    expect(v1).toBe(
      createHmac('sha256', body.webhook_secret ?? '')
        .update(`${t}.${sent}`)
        .digest('hex'),
    );
    const told = await waitFor('the note', async () => {
      const { body: now } = await user.get<TranscriptBody>(`/transcribe/${body.transcript_id}`);
      return now.webhook?.attempts === 2 && now.webhook;
    });
    expect(told).toMatchObject({ event: 'transcript.completed', status_code: 204, error: null });
  });

  it('tells of an error, and takes 410 for a last word', async () => {
    answers = [410];
    const secret = 'a secret of my own';
    const noise = Buffer.alloc(3000, 9);
    noise.write('RIFF', 0, 'latin1');
    noise.write('WAVE', 8, 'latin1');
    const { body } = await uploadAudio(user, new Blob([noise]), {
      webhook_url: `${url}/failed`,
      webhook_secret: secret,
    });
    const end = await transcriptEnd(user, body.transcript_id);
    const handle = lector.deps.temporal.workflow.getHandle(body.workflow_id);
    await expect(handle.result()).rejects.toThrow();
    expect(to('/failed')).toHaveLength(1);
    const event = JSON.parse(to('/failed')[0]?.body ?? '') as { type: string; data: object };
    expect(event).toMatchObject({ type: 'transcript.error', data: { status: 'error' } });
    expect(end.status).toBe('error');
    const { body: now } = await user.get<TranscriptBody>(`/transcribe/${body.transcript_id}`);
    expect(now.webhook).toMatchObject({ attempts: 1, status_code: 410 });
  });

  it('removes old audio, and keeps its transcript', async () => {
    const book = await makeRecording({ text: someText(30, 'soon without audio') });
    const { body } = await uploadAudio(user, book.path);
    const { audio_url: link, text } = await transcriptEnd(user, body.transcript_id);
    expect(await statusOf(link)).toBe(200);
    await lector.deps.temporal.workflow.execute('removeOldAudio', {
      workflowId: 'remove-old-audio',
      taskQueue: 'orchestration',
      args: [],
    });
    const { body: now } = await user.get<TranscriptBody>(`/transcribe/${body.transcript_id}`);
    expect(now).toMatchObject({ audio_url: null, text, status: 'completed' });
    expect(await statusOf(link)).toBe(404);
  });

  it('leaves nothing of a deleted account, and gives everything out before', async () => {
    const leaver = await lector.newUser();
    const book = await makeRecording({ text: someText(30, 'of a leaver') });
    const { body } = await uploadAudio(leaver, book.path);
    const id = body.transcript_id;
    const { text } = await transcriptEnd(leaver, id);
    const { body: everything } = await leaver.get<{ transcripts: object[] }>('/users/me/export');
    expect(everything.transcripts).toMatchObject([{ id, text }]);
    const headers = { 'x-confirm-password': leaver.password };
    expect((await leaver.call('DELETE', '/users/me', { headers })).status).toBe(204);
    const { storage, orm } = lector.deps;
    await waitFor('the end of its files', async () => {
      const left = await orm.em
        .fork()
        .getConnection()
        .execute(
          'select 1 from transcriptions where id = ? union all select 1 from paid_results where paid_for = ?',
          [id, id],
        );
      const objects = [`transcripts/${id}/source.mp3`, `transcriptions/${id}/transcript.txt`];
      const heads = await Promise.all(objects.map((key) => storage.head(key)));
      return (left as unknown[]).length === 0 && heads.every((head) => head === null);
    });
  });
});

/** Reads the answer to its end: a client's parser that was left in the middle breaks off. */
async function statusOf(url: string | null): Promise<number> {
  const answer = await fetch(url ?? '');
  await answer.arrayBuffer();
  return answer.status;
}
