import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Transcription } from '../../../db/entities/transcription.ts';
import { newId } from '../../../db/new-id.ts';
import { replacePassages } from '../../../db/repositories/search/transcript-passages.ts';
import { transact } from '../../../db/transaction.ts';
import type { Account } from '../../support/accounts.ts';
import { startApi, type TestApi } from '../../support/api.ts';
import type { Page } from '../../support/read-pages.ts';
import { grant } from '../../support/shelf.ts';
import { shelveBook } from '../../support/shelved-book.ts';

interface Passage {
  start_seconds: number;
  end_seconds: number;
  text: string;
  highlight: string;
  audiobook?: { id: string; title: string };
}

let api: TestApi;
let buyer: Account;
let stranger: Account;
let bought: string;
let other: string;

async function shelveWithTranscript(title: string, texts: string[]): Promise<string> {
  const transcription = newId();
  await transact(api.deps.orm.em.fork(), async (tx) => {
    const row = { id: transcription, sourceKey: 'none', sourceFormat: 'mp3' as const };
    tx.persist(tx.create(Transcription, row));
    await tx.flush();
    const passages = texts.map((text, index) => ({
      startSeconds: index * 30,
      endSeconds: index * 30 + 29.5,
      text,
    }));
    await replacePassages(tx, transcription, passages);
  });
  return shelveBook(api, { title }, { transcription });
}

beforeAll(async () => {
  api = await startApi();
  [buyer, stranger] = [await api.newUser(), await api.newUser()];
  bought = await shelveWithTranscript('Bought', [
    'The lighthouse was dark.',
    'She ran to the lighthouse & the "sea".',
    'Nobody had been running there.',
  ]);
  other = await shelveWithTranscript('Other', ['A lighthouse of somebody else.']);
  await grant(api, buyer.id, bought);
});
afterAll(() => api.stop());

const search = (who: Account, path: string, q: string) =>
  who.get<Page<Passage>>(`${path}?q=${encodeURIComponent(q)}`);

describe('GET /audiobooks/{id}/transcript/search', () => {
  it('has passages with their times, found words marked and the rest escaped', async () => {
    const { body } = await search(
      buyer,
      `/audiobooks/${bought}/transcript/search`,
      'lighthouse sea',
    );
    expect(body).toMatchObject({ count: 1 });
    expect(body.results).toEqual([
      {
        start_seconds: 30,
        end_seconds: 59.5,
        text: 'She ran to the lighthouse & the "sea".',
        highlight: 'She ran to the <mark>lighthouse</mark> &amp; the &quot;<mark>sea</mark>&quot;.',
      },
    ]);
  });

  it.each([
    ['run', [60]],
    ['"lighthouse was"', [0]],
    ['lighthouse -dark', [30]],
    ['dark or running', [0, 60]],
    ['xylophone', []],
  ])('finds %s', async (q, starts) => {
    const { body } = await search(buyer, `/audiobooks/${bought}/transcript/search`, q);
    const found = body.results.map((passage) => passage.start_seconds);
    expect(found.toSorted((a, b) => a - b)).toEqual(starts);
  });

  it('is for those who may read it', async () => {
    const path = `/audiobooks/${bought}/transcript/search`;
    expect((await search(stranger, path, 'lighthouse')).status).toBe(403);
    expect((await api.guest.get(`${path}?q=lighthouse`)).status).toBe(401);
  });
});

describe('GET /my-books/transcripts/search', () => {
  it('searches everything that one has, and nothing else', async () => {
    const { body } = await search(buyer, '/my-books/transcripts/search', 'lighthouse');
    expect(body.results.map(({ audiobook }) => audiobook)).toEqual([
      { id: bought, title: 'Bought' },
      { id: bought, title: 'Bought' },
    ]);
    expect((await search(stranger, '/my-books/transcripts/search', 'lighthouse')).body.count).toBe(
      0,
    );
    await grant(api, buyer.id, other);
    const more = await search(buyer, '/my-books/transcripts/search', 'lighthouse');
    expect(more.body.count).toBe(3);
  });
});
