import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Account } from '../../support/accounts.ts';
import { startApi, type TestApi } from '../../support/api.ts';

interface Page {
  count: number;
  next: string | null;
  next_cursor: string | null;
  results: { id: string; name: string; prompts_count: number }[];
}

describe('the list of my tasks', () => {
  let api: TestApi;
  let owner: Account;

  beforeAll(async () => {
    api = await startApi();
    owner = await api.newUser();
    const made = ['Salt', 'Clock', 'Harbour', 'Ledger 100%', 'Bees', 'Salt again', 'Radio'];
    for (const [index, name] of made.entries()) {
      const tags = index % 2 === 0 ? ['even'] : [];
      const category = index < 3 ? 'first' : null;
      await owner.post('/tasks', { name, tags, category, prompts: Array(index).fill('p') });
    }
  });
  afterAll(() => api.stop());

  async function names(query: string): Promise<string[]> {
    const { body } = await owner.get<Page>(`/tasks?${query}`);
    return body.results.map(({ name }) => name);
  }

  it('begins with the newest, and counts prompts', async () => {
    const { body } = await owner.get<Page>('/tasks?page_size=2');
    expect(body).toMatchObject({
      count: 7,
      results: [
        { name: 'Radio', prompts_count: 6 },
        { name: 'Salt again', prompts_count: 5 },
      ],
    });
    expect(await names('page_size=2&page=4')).toEqual(['Salt']);
  });

  it.each([
    ['q=salt', ['Salt again', 'Salt']],
    ['q=100%25', ['Ledger 100%']],
    ['q=_', []],
    ['tag=EVEN&sort=oldest', ['Salt', 'Harbour', 'Bees', 'Radio']],
    ['category=first&sort=name', ['Clock', 'Harbour', 'Salt']],
    ['category=first&tag=even&q=a', ['Harbour', 'Salt']],
  ])('is searched by %s', async (query, expected) => {
    expect(await names(query)).toEqual(expected);
  });

  it.each(['newest', 'oldest', 'name'])(
    'by %s goes on where it was, whatever is added meanwhile',
    async (sort) => {
      const whole = await names(`sort=${sort}&page_size=100`);
      const seen: string[] = [];
      let query = `sort=${sort}&page_size=3`;
      for (;;) {
        const { body } = await owner.get<Page>(`/tasks?${query}`);
        seen.push(...body.results.map(({ name }) => name));
        if (body.next_cursor === null) break;
        query = `sort=${sort}&page_size=3&cursor=${body.next_cursor}`;
        await owner.post('/tasks', { name: `AA ${sort} ${seen.length}`, tags: ['added'] });
      }
      expect(seen.filter((name) => whole.includes(name))).toEqual(whole);
      expect(new Set(seen).size).toBe(seen.length);
    },
  );

  it('takes no cursor of another order', async () => {
    const { body } = await owner.get<Page>('/tasks?sort=name&page_size=1');
    const { status } = await owner.get(`/tasks?sort=newest&cursor=${body.next_cursor}`);
    expect(status).toBe(422);
    const made = ['tasks.name', 2, 'a\0b', body.results[0]?.id];
    const forged = Buffer.from(JSON.stringify(made)).toString('base64url');
    expect((await owner.get(`/tasks?sort=name&cursor=${forged}`)).status).toBe(422);
  });
});
