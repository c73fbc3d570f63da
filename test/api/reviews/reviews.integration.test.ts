import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { z } from 'zod';
import type {
  moderatedReviewPageSchema,
  reviewPageSchema,
  reviewSchema,
} from '../../../api/reviews/schema.ts';
import type { Account } from '../../support/accounts.ts';
import { encodeCursor } from '../../../api/http/cursor.ts';
import { startApi, type TestApi } from '../../support/api.ts';
import type { Answer, Client } from '../../support/client.ts';
import { grant, shelve } from '../../support/shelf.ts';

type Review = z.infer<typeof reviewSchema>;
type ReviewPage = z.infer<typeof reviewPageSchema>;
type ModeratedPage = z.infer<typeof moderatedReviewPageSchema>;

describe('reviews', () => {
  let api: TestApi;
  let users: Account[];

  beforeAll(async () => {
    api = await startApi({ RATE_LIMIT_FACTOR: '100' });
    users = [];
    for (let index = 0; index < 6; index += 1) users.push(await api.newUser());
  });

  afterAll(() => api.stop());

  const user = (index: number) => users[index] as Account;

  function write(who: Client, book: string, rating: number, text = ''): Promise<Answer<Review>> {
    return who.post<Review>(`/audiobooks/${book}/reviews`, { rating, text });
  }

  async function list(who: Client, book: string, query = ''): Promise<Review[]> {
    const { body } = await who.get<ReviewPage>(`/audiobooks/${book}/reviews${query}`);
    return body.results;
  }

  async function sums(book: string) {
    return api.deps.orm.em
      .fork()
      .getKysely()
      .selectFrom('audiobooks')
      .select(['rating_sum', 'rating_count', 'review_count', 'rating_average'])
      .where('id', '=', book)
      .executeTakeFirstOrThrow();
  }

  it('takes one a user and audiobook, and adds it up', async () => {
    const book = await shelve(api);
    await grant(api, user(0).id, book);
    const first = await write(user(0), book, 5, '  Well told. ');
    expect(first.status).toBe(201);
    expect(first.body).toMatchObject({ rating: 5, text: 'Well told.', purchased: true });
    expect((await write(user(1), book, 2)).body).toMatchObject({ purchased: false });
    const again = await write(user(0), book, 1);
    expect(again.status).toBe(409);
    expect(again.body).toMatchObject({ error: 'already_reviewed' });
    expect(await sums(book)).toEqual({
      rating_sum: 7,
      rating_count: 2,
      review_count: 1,
      rating_average: 3.5,
    });
    const changed = await user(0).call<Review>('PUT', `/reviews/${first.body.id}`, {
      body: { rating: 4 },
    });
    expect(changed.body).toMatchObject({ rating: 4, text: '', moderation: 'approved' });
    expect(await sums(book)).toMatchObject({ rating_sum: 6, rating_count: 2, review_count: 0 });
    expect((await user(0).call('DELETE', `/reviews/${first.body.id}`)).status).toBe(204);
    expect(await sums(book)).toEqual({
      rating_sum: 2,
      rating_count: 1,
      review_count: 0,
      rating_average: 2,
    });
  });

  it.each([
    ['no star', { rating: 0 }],
    ['six stars', { rating: 6 }],
    ['half a star', { rating: 4.5 }],
    ['a rating in words', { rating: 'four' }],
    ['no rating', { text: 'no rating' }],
    ['a whole book', { rating: 3, text: 'x'.repeat(10_001) }],
  ])('refuses %s', async (_, body) => {
    const book = await shelve(api);
    const { status } = await user(0).post(`/audiobooks/${book}/reviews`, body);
    expect([400, 422]).toContain(status);
    expect(await sums(book)).toMatchObject({ rating_count: 0 });
  });

  it('is for what is in the store, and for whoever is signed in', async () => {
    const own = await shelve(api, { owner: user(0).id, visibility: 'private' });
    const withdrawn = await shelve(api, { withdrawnAt: new Date() });
    expect((await write(user(0), own, 4)).status).toBe(404);
    expect((await write(user(0), withdrawn, 4)).status).toBe(404);
    expect((await write(api.guest, await shelve(api), 4)).status).toBe(401);
    expect((await user(1).get(`/audiobooks/${own}/reviews`)).status).toBe(404);
  });

  it('lets its author alone change it, and its author and administrators remove it', async () => {
    const book = await shelve(api);
    const { id } = (await write(user(0), book, 3)).body;
    const body = { rating: 1 };
    expect((await user(1).call('PUT', `/reviews/${id}`, { body })).status).toBe(404);
    expect((await api.admin.call('PUT', `/reviews/${id}`, { body })).status).toBe(404);
    expect((await user(1).call('DELETE', `/reviews/${id}`)).status).toBe(404);
    expect((await api.admin.call('DELETE', `/reviews/${id}`)).status).toBe(204);
    expect(await sums(book)).toMatchObject({ rating_count: 0 });
  });

  it('counts helpful votes once, and never the author’s own', async () => {
    const book = await shelve(api);
    const { id } = (await write(user(0), book, 3)).body;
    const path = `/reviews/${id}/helpful`;
    expect((await user(0).post(path)).status).toBe(403);
    await user(1).post(path);
    const second = await user(1).post(path);
    expect(second.body).toEqual({ helpful_count: 1, voted_helpful: true });
    await user(2).post(path);
    expect(await list(user(1), book)).toMatchObject([{ helpful_count: 2, voted_helpful: true }]);
    expect(await list(api.guest, book)).toMatchObject([{ helpful_count: 2, voted_helpful: false }]);
    for (let time = 0; time < 2; time += 1) {
      expect((await user(1).call('DELETE', path)).status).toBe(204);
    }
    expect(await list(user(1), book)).toMatchObject([{ helpful_count: 1, voted_helpful: false }]);
  });

  it('sorts and filters, and pages by cursor through all, while others write', async () => {
    const book = await shelve(api);
    const ratings = [3, 5, 1, 5, 2];
    const ids: string[] = [];
    for (const [index, rating] of ratings.entries()) {
      ids.push((await write(user(index), book, rating)).body.id);
    }
    await grant(api, user(2).id, book);
    await user(0).post(`/reviews/${ids[4]}/helpful`);
    const order = async (query: string) =>
      (await list(api.guest, book, query)).map((review) => ids.indexOf(review.id));
    expect(await order('')).toEqual([4, 3, 2, 1, 0]);
    expect(await order('?sort=oldest')).toEqual([0, 1, 2, 3, 4]);
    expect(await order('?sort=helpful')).toEqual([4, 3, 2, 1, 0]);
    expect(await order('?sort=rating_high')).toEqual([3, 1, 0, 4, 2]);
    expect(await order('?sort=rating_low')).toEqual([2, 4, 0, 1, 3]);
    expect(await order('?rating=5')).toEqual([3, 1]);
    expect(await order('?purchased=true')).toEqual([2]);
    expect(await order('?purchased=false&sort=oldest')).toEqual([0, 1, 3, 4]);
    for (const sort of ['newest', 'oldest', 'helpful', 'rating_high', 'rating_low']) {
      const seen: number[] = [];
      let cursor: string | null = '';
      while (cursor !== null) {
        const path: string = `/audiobooks/${book}/reviews?page_size=2&sort=${sort}`;
        const next: Answer<ReviewPage> = await api.guest.get(
          cursor === '' ? path : `${path}&cursor=${cursor}`,
        );
        seen.push(...next.body.results.map((review) => ids.indexOf(review.id)));
        if (sort === 'newest' && cursor === '') await write(user(5), book, 4);
        cursor = next.body.next_cursor;
      }
      const expected = (await order(`?sort=${sort}`)).filter((index) => index >= 0);
      expect(seen.filter((index) => index >= 0)).toEqual(expected);
    }
    const other = await api.guest.get<ReviewPage>(`/audiobooks/${book}/reviews?page_size=2`);
    const misplaced = `/audiobooks/${book}/reviews?sort=oldest&cursor=${other.body.next_cursor}`;
    expect((await api.guest.get(misplaced)).status).toBe(422);
    for (const rating of [0.5, 1e12]) {
      const cursor = encodeCursor(['reviews/rating_high', 2, rating, ids[0] ?? '']);
      const made = `/audiobooks/${book}/reviews?sort=rating_high&cursor=${cursor}`;
      expect((await api.guest.get(made)).status).toBe(422);
    }
  });

  it('hides a review at the third report, until an administrator has looked', async () => {
    const book = await shelve(api);
    const { id } = (await write(user(0), book, 1, 'Dreadful')).body;
    const report = (who: Account) => who.post(`/reviews/${id}/report`, { reason: 'spam' });
    expect((await report(user(0))).status).toBe(403);
    for (const who of [user(1), user(1), user(2)]) expect((await report(who)).status).toBe(204);
    expect(await list(api.guest, book)).toHaveLength(1);
    await report(user(3));
    expect(await list(api.guest, book)).toHaveLength(0);
    expect(await list(user(0), book)).toMatchObject([{ moderation: 'pending' }]);
    expect(await sums(book)).toMatchObject({ rating_count: 0, review_count: 0 });
    const waiting = await api.admin.get<ModeratedPage>('/admin/reviews?moderation=pending');
    const found = waiting.body.results.find((review) => review.id === id);
    expect(found?.reports.map(({ reason }) => reason)).toEqual(['spam', 'spam', 'spam']);
    expect(found?.report_count).toBe(3);
    const judge = (who: Client, moderation: string) =>
      who.call<Review>('PUT', `/admin/reviews/${id}/moderation`, {
        body: { moderation, note: 'Fine' },
      });
    expect((await judge(user(1), 'approved')).status).toBe(403);
    expect((await judge(api.admin, 'approved')).body).toMatchObject({ moderation: 'approved' });
    expect(await sums(book)).toMatchObject({ rating_sum: 1, rating_count: 1, review_count: 1 });
    expect(await list(user(0), book)).toMatchObject([{ moderation_note: 'Fine' }]);
    expect(await list(api.guest, book)).toMatchObject([{ moderation_note: null }]);
    await report(user(4));
    expect(await list(api.guest, book)).toHaveLength(1);
    await judge(api.admin, 'rejected');
    expect(await list(api.guest, book)).toHaveLength(0);
    expect(await sums(book)).toMatchObject({ rating_count: 0 });
    const again = await user(0).call('PUT', `/reviews/${id}`, { body: { rating: 2 } });
    expect(again.body).toMatchObject({ moderation: 'pending' });
  });

  it('takes the reviews of an account that is given up out of the sums', async () => {
    const leaver = await api.newUser();
    const book = await shelve(api);
    await write(leaver, book, 5, 'Lovely');
    await write(user(0), book, 1);
    const headers = { 'x-confirm-password': leaver.password };
    expect((await leaver.call('DELETE', '/users/me', { headers })).status).toBe(204);
    expect(await list(api.guest, book)).toHaveLength(1);
    expect(await sums(book)).toMatchObject({ rating_sum: 1, rating_count: 1, review_count: 0 });
  });

  it('shows nothing that nobody has looked at, where that is asked for', async () => {
    const { deps } = api;
    const { reviews } = deps.config;
    deps.config.reviews = { moderation: 'pre' };
    try {
      const book = await shelve(api);
      const { body } = await write(user(0), book, 5);
      expect(body.moderation).toBe('pending');
      expect(await list(api.guest, book)).toHaveLength(0);
      expect(await list(user(0), book)).toHaveLength(1);
      expect((await user(1).post(`/reviews/${body.id}/helpful`)).status).toBe(404);
      expect(await sums(book)).toMatchObject({ rating_count: 0 });
    } finally {
      deps.config.reviews = reviews;
    }
  });
});
