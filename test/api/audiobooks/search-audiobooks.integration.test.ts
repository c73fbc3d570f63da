import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { encodeCursor } from '../../../api/http/cursor.ts';
import { Audiobook } from '../../../db/entities/audiobook.ts';
import { startApi, type TestApi } from '../../support/api.ts';
import { readPages, type Page } from '../../support/read-pages.ts';
import { shelveBook } from '../../support/shelved-book.ts';

interface Found {
  id: string;
  title: string;
  highlights: Record<string, string>;
}

let api: TestApi;
const id: Record<string, string> = {};

beforeAll(async () => {
  api = await startApi();
  const book = (title: string, more: Parameters<typeof shelveBook>[1] | object = {}) =>
    shelveBook(api, { title, ...more });
  id['stone'] = await book('The Stone Gardens', {
    authors: ['Imani Bridges'],
    genres: ['Fantasy'],
  });
  id['gardens'] = await book('Gardens of Glass', {
    description: 'A walk among stones.',
    tags: ['slow'],
  });
  id['café'] = await book('Café Señora', { authors: ['Zoë Brontë'] });
  id['markup'] = await book('<b>Stone</b> & "Script"', {
    description: '<script>alert(1)</script> stone',
  });
  id['narrated'] = await book('Something Else', {
    narrators: ['Peter Stone'],
    series: 'Harbour Nights',
  });
  id['running'] = await book('Running Home');
});
afterAll(() => api.stop());

async function search(q: string, more = ''): Promise<Found[]> {
  const { status, body } = await api.guest.get<Page<Found>>(
    `/audiobooks/search?q=${encodeURIComponent(q)}${more}`,
  );
  if (status !== 200) throw new Error(`${status} ${JSON.stringify(body)}`);
  return body.results;
}
const found = async (q: string, more = '') => (await search(q, more)).map((book) => book.id);

describe('GET /audiobooks/search', () => {
  it.each([
    ['a word', 'garden', ['stone', 'gardens']],
    ['words in another order', 'gardens stone', ['stone', 'gardens']],
    ['neighbours exchanged', 'stoen gardens', ['stone', 'gardens']],
    ['a letter too many', 'gaarden', ['stone', 'gardens']],
    ['another form', 'runs', ['running']],
    ['no accents', 'cafe senora', ['café']],
    ['accents that the title has not', 'gárdens glass', ['gardens']],
    ['the beginning of a word', 'glas', ['gardens']],
    ['a phrase', '"stone gardens"', ['stone']],
    ['a phrase in the wrong order', '"gardens stone"', []],
    ['an author', 'bronte', ['café']],
    ['a narrator with a title', 'peter else', ['narrated']],
    ['a series', 'harbour', ['narrated']],
    ['a tag', 'slow', ['gardens']],
    ['words that say little', 'the gardens of', ['stone', 'gardens']],
    ['nothing that is there', 'xylophone', []],
    ['only signs', '!!! ---', []],
    ['the syntax of the database', `stone' | ('`, ['stone', 'gardens', 'markup', 'narrated']],
  ])('finds by %s', async (_what, q, names) => {
    expect((await found(q)).toSorted()).toEqual(names.map((name) => id[name] ?? name).toSorted());
  });

  it('puts a title before a name, and a name before a description', async () => {
    const order = await found('stone');
    expect(order.indexOf(id['stone'] ?? '')).toBeLessThan(order.indexOf(id['narrated'] ?? ''));
    expect(order.indexOf(id['narrated'] ?? '')).toBeLessThan(order.indexOf(id['gardens'] ?? ''));
  });

  it('puts what is played more first, of what is as good', async () => {
    const [quiet, loud] = [
      await shelveBook(api, { title: 'Quokka' }),
      await shelveBook(api, { title: 'Quokka' }),
    ];
    const em = api.deps.orm.em.fork();
    await em.nativeUpdate(Audiobook, { id: quiet }, { playCount: 5 });
    await em.nativeUpdate(Audiobook, { id: loud }, { playCount: 5000 });
    expect(await found('quokka ')).toEqual([loud, quiet]);
    await em.nativeUpdate(Audiobook, { id: quiet }, { playCount: 50_000 });
    expect(await found('quokka')).toEqual([quiet, loud]);
  });

  it('narrows by the filters of the catalogue', async () => {
    expect(await found('gardens', '&genre=Fantasy')).toEqual([id['stone']]);
    expect(await found('gardens', '&genre=Unheard')).toEqual([]);
  });

  it('marks found words, and escapes the rest', async () => {
    const [best] = await search('"stone gardens"');
    expect(best?.highlights).toEqual({ title: 'The <mark>Stone</mark> <mark>Gardens</mark>' });
    const marked = (await search('script stone')).find((book) => book.id === id['markup']);
    expect(marked?.highlights['title']).toBe(
      '&lt;b&gt;<mark>Stone</mark>&lt;/b&gt; &amp; &quot;<mark>Script</mark>&quot;',
    );
    expect(marked?.highlights['description']).not.toContain('<script');
  });

  it('pages through all that it finds', async () => {
    const all = await found('stone', '&page_size=100');
    const paged = await readPages<Found>(api.guest, '/audiobooks/search?q=stone&page_size=1');
    expect(paged.map((book) => book.id)).toEqual(all);
  });

  it('refuses a cursor that somebody has made up', async () => {
    for (const rank of [0.5, 1e300, '1']) {
      const cursor = encodeCursor(['search:stone', 2, rank, id['stone'] ?? '']);
      const { status } = await api.guest.get(`/audiobooks/search?q=stone&cursor=${cursor}`);
      expect([rank, status]).toEqual([rank, 422]);
    }
  });

  it('finds a new name of an author at once', async () => {
    const { body } = await api.guest.get<Page<{ id: string }>>('/authors?q=imani');
    const author = `/authors/${body.results[0]?.id}`;
    await api.admin.call('PUT', author, { body: { name: 'Ottilie Brücke' } });
    expect(await found('brucke')).toEqual([id['stone']]);
    expect(await found('imani')).toEqual([]);
  });
});

describe('GET /audiobooks/suggestions', () => {
  it('has titles, people and series that begin as typed', async () => {
    const { body } = await api.guest.get<{ suggestions: { kind: string; text: string }[] }>(
      '/audiobooks/suggestions?q=ha',
    );
    expect(body.suggestions).toMatchObject([{ kind: 'series', text: 'Harbour Nights' }]);
    const cafe = await api.guest.get<{ suggestions: object[] }>(
      '/audiobooks/suggestions?q=cafe%20s',
    );
    expect(cafe.body.suggestions).toEqual([
      { kind: 'audiobook', id: id['café'], text: 'Café Señora' },
    ]);
    const percent = await api.guest.get<{ suggestions: object[] }>('/audiobooks/suggestions?q=%25');
    expect(percent.body.suggestions).toEqual([]);
  });
});
