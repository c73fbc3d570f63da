import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { startApi, type TestApi } from '../../support/api.ts';
import { grant } from '../../support/shelf.ts';
import { shelveBook } from '../../support/shelved-book.ts';

interface List {
  results: { id: string; title: string }[];
}

let api: TestApi;
const id: Record<string, string> = {};

beforeAll(async () => {
  api = await startApi();
  const shelve = async (title: string, book: object, values: object = {}) => {
    id[title] = await shelveBook(api, { title, ...book }, values);
  };
  await shelve('first', { authors: ['A'], series: 'S', genres: ['G'], tags: ['t'] });
  await shelve('same genre', { genres: ['G'] });
  await shelve('same author', { authors: ['A'], genres: ['G'] });
  await shelve('same series', { authors: ['A'], series: 'S', genres: ['G'] });
  await shelve('withdrawn', { authors: ['A'], series: 'S' }, { withdrawnAt: new Date() });
  await shelve('unrelated', { authors: ['B'] }, { playCount: 100 });
});
afterAll(() => api.stop());

const titles = ({ results }: List) => results.map(({ title }) => title);

it('lists what has most in common with an audiobook first', async () => {
  const { body } = await api.guest.get<List>(`/audiobooks/${id['first']}/similar`);
  expect(titles(body)).toEqual(['same series', 'same author', 'same genre']);
});

it('recommends what is like what one has, and not what one has', async () => {
  const user = await api.newUser();
  await grant(api, user.id, id['first'] ?? '');
  const { body } = await user.get<List>('/audiobooks/recommended?limit=3');
  expect(titles(body)).toEqual(['same series', 'same author', 'same genre']);
});

it('recommends what is played most to whom it knows nothing of', async () => {
  for (const who of [api.guest, await api.newUser()]) {
    const { body } = await who.get<List>('/audiobooks/recommended?limit=2');
    expect(titles(body)[0]).toBe('unrelated');
  }
});
