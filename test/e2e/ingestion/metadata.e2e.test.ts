import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { drawCover } from '../../../dev/samples/draw-cover.ts';
import type { RenderedToneBook } from '../../../dev/tone/render-tone-book.ts';
import { ingest, makeRecording, readTranscript, someText } from '../../support/audiobooks.ts';
import { firstDifference } from '../../support/first-difference.ts';
import { startLector, type TestLector } from '../../support/lector.ts';
import { viewRun } from '../../support/view-run.ts';

interface BookBody {
  status: string;
  visibility: string;
  description: string;
  narrators: string[];
  genres: string[];
  authors: { name: string }[];
  duration_seconds: number;
  word_count: number;
  cover_url: string | null;
  tags: string[];
  summary: string;
  summary_degraded: boolean;
}

describe('what a recording says of itself', () => {
  let lector: TestLector;
  let cover: Buffer;
  let book: RenderedToneBook;

  beforeAll(async () => {
    lector = await startLector();
    const palette = { skyTop: [9, 9, 60], skyBottom: [90, 90, 120], light: [250, 250, 200] };
    cover = await drawCover({ ...palette, layers: [[1, 40, 20]] } as never, 3);
    book = await makeRecording({
      text: '',
      format: 'm4b',
      chapters: ['First', 'Second', 'Third'].map((title) => ({ title, text: someText(30, title) })),
      author: 'Ada Ferrant; Boris Kole',
      narrator: 'Cleo Marsh',
      cover,
      tags: { genre: 'Mystery', description: 'A case of three chapters.' },
    });
  });
  afterAll(() => lector.stop());

  it('fills in what the uploader left open: people, genre, chapters, cover, length', async () => {
    const { id } = await ingest(lector.admin, book.path, { title: 'The Case' });
    const { body } = await lector.guest.get<BookBody>(`/audiobooks/${id}`);
    expect(body).toMatchObject({
      status: 'published',
      visibility: 'store',
      description: 'A case of three chapters.',
      word_count: 90,
    });
    expect(JSON.stringify(body.authors)).toMatch(/Ada Ferrant.*Boris Kole/);
    expect(JSON.stringify(body.narrators)).toContain('Cleo Marsh');
    expect(JSON.stringify(body.genres)).toContain('Mystery');
    expect(body.duration_seconds).toBeCloseTo(book.durationSeconds, 0);

    const listed = await lector.guest.get<{ chapters: ChapterBody[] }>(
      `/audiobooks/${id}/chapters`,
    );
    const { chapters } = listed.body;
    expect(chapters.map(({ title }) => title)).toEqual(['First', 'Second', 'Third']);
    for (const [index, { start_seconds: start }] of chapters.entries()) {
      expect(start).toBeCloseTo(book.chapters[index]?.startSeconds ?? -1, 1);
    }

    const picture = await fetch(`${lector.url}/api/v1/audiobooks/${id}/cover`);
    expect(picture.status).toBe(200);
    expect(Buffer.from(await picture.arrayBuffer()).equals(cover)).toBe(true);
  });
  interface ChapterBody {
    title: string;
    start_seconds: number;
  }

  it("leaves the uploader's word alone", async () => {
    const fields = {
      title: 'Mine',
      description: 'As I say',
      authors: ['Zoe Only'],
      genres: ['Own'],
    };
    const { id } = await ingest(lector.admin, book.path, fields);
    const { body } = await lector.guest.get<BookBody>(`/audiobooks/${id}`);
    expect(body.description).toBe('As I say');
    expect(JSON.stringify(body.authors)).toContain('Zoe Only');
    expect(JSON.stringify(body.authors)).not.toContain('Ada Ferrant');
    expect(JSON.stringify(body.genres)).not.toContain('Mystery');
    expect(JSON.stringify(body.narrators)).toContain('Cleo Marsh');
  });

  it("keeps a user's own upload to that user", async () => {
    const [user, other] = await Promise.all([lector.newUser(), lector.newUser()]);
    const recording = await makeRecording({ text: someText(60, 'private') });
    const { id, ingestion } = await ingest(user, recording.path, { title: 'Only mine' });
    expect(ingestion.status).toBe('published');
    expect((await user.get<BookBody>(`/audiobooks/${id}`)).body.visibility).toBe('private');
    expect(firstDifference((await readTranscript(user, id)).words, recording.text)).toBeNull();
    for (const stranger of [other, lector.guest]) {
      expect((await stranger.get(`/audiobooks/${id}`)).status).toBe(404);
      expect((await stranger.get(`/audiobooks/${id}/transcript?format=txt`)).status).not.toBe(200);
    }
    const list = await lector.guest.get<{ results: { id: string }[] }>('/audiobooks');
    expect(list.body.results.map((entry) => entry.id)).not.toContain(id);
    const run = await viewRun(lector.temporal.client, `ingest-audiobook/${id}`);
    expect(run.attributes).toMatchObject({ AudiobookId: id, UserId: user.id });
  });
});
