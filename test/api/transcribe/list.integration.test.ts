import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Transcript } from '../../../db/entities/transcript.ts';
import { startApi, type TestApi } from '../../support/api.ts';
import { nearlyAudio, uploadAudio, type TranscriptBody } from '../../support/transcripts.ts';

interface Grouped {
  count: number;
  next: string | null;
  previous: string | null;
  current_page: number;
  total_pages: number;
  total_count: number;
  status_counts: Record<string, number>;
  transcriptions: Record<string, TranscriptBody[]>;
}

describe('lists of the transcription service', () => {
  let api: TestApi;

  beforeAll(async () => {
    api = await startApi();
  });
  afterAll(() => api.stop());

  it('groups a page by status, with counts of all and of the page, and links', async () => {
    const user = await api.newUser();
    const ids: string[] = [];
    for (const _ of Array.from({ length: 12 })) {
      ids.push(
        (await uploadAudio(user, nearlyAudio(), { language_code: 'eng' })).body.transcript_id,
      );
    }
    const em = api.deps.orm.em.fork();
    const [completed = '', failed = ''] = ids.slice(-2);
    const completedAt = new Date();
    await em.nativeUpdate(
      Transcript,
      { id: completed },
      { status: 'completed', text: 'Words.', completedAt },
    );
    await em.nativeUpdate(
      Transcript,
      { id: failed },
      { status: 'error', failureCode: 'ai_unavailable', failureDetail: 'http://inner.test/v1' },
    );
    const { body } = await user.get<Grouped>('/transcribe/');
    expect(body).toMatchObject({
      count: 12,
      next: 'http://lector.test/api/v1/transcribe?page=2',
      previous: null,
      current_page: 1,
      total_pages: 2,
      total_count: 10,
      status_counts: { queued: 8, processing: 0, completed: 1, error: 1 },
    });
    expect(body.transcriptions).toMatchObject({
      processing: [],
      completed: [
        {
          id: completed,
          status: 'completed',
          text: 'Words.',
          language_code: 'en',
          completed_at: completedAt.toISOString(),
          error: null,
        },
      ],
      error: [{ id: failed, text: null, error: expect.not.stringContaining('inner') }],
    });
    expect(body.transcriptions['queued']?.map(({ id }) => id)).toEqual(
      ids.slice(2, 10).toReversed(),
    );

    const second = await user.get<Grouped>('/transcribe?page=2&page_size=10');
    expect(second.body).toMatchObject({ next: null, total_count: 2, status_counts: { queued: 2 } });
    expect(second.body.previous).toBe('http://lector.test/api/v1/transcribe?page=1&page_size=10');

    const flat = await user.get<Grouped & { results: TranscriptBody[] }>(
      '/transcribe?view=flat&page_size=100',
    );
    expect(Object.keys(flat.body)).toEqual(['count', 'next', 'previous', 'results']);
    expect(flat.body.results.map(({ id }) => id)).toEqual(ids.toReversed());
    expect(Object.keys(flat.body.results[0] ?? {}).sort()).toEqual([
      'audio_url',
      'completed_at',
      'created_at',
      'error',
      'id',
      'language_code',
      'status',
      'text',
    ]);
    expect((await user.get('/transcribe?page_size=101')).status).toBe(422);
  });

  it('shows a caller who is not signed in their latest five, and nobody else any', async () => {
    const { headers, body } = await uploadAudio(api.guest, nearlyAudio());
    const token = { 'x-device-token': headers.get('x-device-token') ?? '' };
    const ids = [body.transcript_id];
    for (const _ of [2, 3, 4, 5]) {
      ids.push((await uploadAudio(api.guest, nearlyAudio(), {}, token)).body.transcript_id);
    }
    // Another day.
    await api.deps.orm.em.fork().getConnection().execute('delete from transcribe_quotas');
    ids.push((await uploadAudio(api.guest, nearlyAudio(), {}, token)).body.transcript_id);
    const { body: list } = await api.guest.get<{ count: number; results: TranscriptBody[] }>(
      '/transcribe?view=flat',
      token,
    );
    expect(list.count).toBe(5);
    expect(list.results.map(({ id }) => id)).toEqual(ids.slice(1).toReversed());
    expect((await api.guest.get(`/transcribe/${ids[0]}`, token)).status).toBe(404);
    expect((await api.guest.get(`/transcribe/${ids[5]}`, token)).status).toBe(200);

    for (const forged of ['', 'x', `${token['x-device-token'].slice(0, -2)}AA`]) {
      const seen = await api.guest.get<Grouped>('/transcribe', { 'x-device-token': forged });
      expect([seen.status, seen.body.count]).toEqual([200, 0]);
    }
  });

  it('refuses a bad access token rather than taking its bearer for nobody', async () => {
    const { status } = await api.guest.get('/transcribe', { authorization: 'Bearer nonsense' });
    expect(status).toBe(401);
  });
});
