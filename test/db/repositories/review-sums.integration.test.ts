import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '../../../db/new-id.ts';
import {
  addReview,
  moderateReview,
  removeReview,
  reportReview,
  rewriteReview,
} from '../../../db/repositories/reviews/reviews.ts';
import { unvoteHelpful, voteHelpful } from '../../../db/repositories/reviews/review-votes.ts';
import { transact, type Tx } from '../../../db/transaction.ts';
import { createSeededRandom } from '../../../domain/seeded-random.ts';
import { startApi, type TestApi } from '../../support/api.ts';
import { shelve } from '../../support/shelf.ts';

const writes = 2000;
const lanes = 20;

describe('the sums of reviews', () => {
  let api: TestApi;

  beforeAll(async () => {
    api = await startApi();
  });

  afterAll(() => api.stop());

  it(`are what adding up gives, after ${writes} writes at once`, async () => {
    const { orm } = api.deps;
    const kysely = orm.em.fork().getKysely();
    const users = Array.from({ length: 60 }, () => newId());
    const rows = users.map((id) => ({ id, email: `${id}@lector.test`, username: id }));
    await kysely.insertInto('users').values(rows).execute();
    const books = [await shelve(api), await shelve(api), await shelve(api)];
    const random = createSeededRandom(7);
    const pick = <Value>(from: readonly Value[]) =>
      from[Math.floor(random() * from.length)] as Value;
    const reviews: string[] = [];

    async function writeOne(tx: Tx): Promise<void> {
      const id = reviews.length > 0 ? pick(reviews) : newId();
      const userId = pick(users);
      const content = { rating: 1 + Math.floor(random() * 5), text: random() < 0.5 ? '' : 'Text' };
      const kinds: Record<string, () => Promise<unknown>> = {
        add: async () => {
          const added = await addReview(
            tx,
            { userId, audiobookId: pick(books), ...content },
            'post',
          );
          if (typeof added === 'object') reviews.push(added.id);
        },
        rewrite: () => rewriteReview(tx, id, content, pick(['post', 'pre'])),
        remove: () => removeReview(tx, id),
        moderate: () =>
          moderateReview(tx, id, {
            moderation: pick(['approved', 'rejected', 'pending']),
            note: null,
          }),
        vote: () => voteHelpful(tx, id, userId),
        unvote: () => unvoteHelpful(tx, id, userId),
        report: () => reportReview(tx, { reviewId: id, userId, reason: 'spam' }),
      };
      await kinds[
        pick([
          'add',
          'add',
          'add',
          'rewrite',
          'remove',
          'moderate',
          'vote',
          'vote',
          'unvote',
          'report',
        ])
      ]?.();
    }

    let left = writes;
    async function lane(): Promise<void> {
      while (left > 0) {
        left -= 1;
        await transact(orm.em.fork(), writeOne);
      }
    }
    await Promise.all(Array.from({ length: lanes }, lane));

    const kept = await kysely
      .selectFrom('audiobooks')
      .select(['id', 'rating_sum', 'rating_count', 'review_count'])
      .where('id', 'in', books)
      .orderBy('id')
      .execute();
    const counted = await kysely
      .selectFrom('audiobooks')
      .leftJoin('reviews', (join) =>
        join.onRef('reviews.audiobook_id', '=', 'audiobooks.id').on('moderation', '=', 'approved'),
      )
      .select((eb) => [
        'audiobooks.id',
        eb.fn.coalesce(eb.fn.sum<number>('rating'), eb.lit(0)).as('rating_sum'),
        eb.fn.count<number>('reviews.id').as('rating_count'),
        eb.fn.count<number>('reviews.id').filterWhere('text', '<>', '').as('review_count'),
      ])
      .where('audiobooks.id', 'in', books)
      .groupBy('audiobooks.id')
      .orderBy('audiobooks.id')
      .execute();
    expect(kept).toEqual(counted);
    expect(kept.every((book) => book.rating_count > 0)).toBe(true);

    const miscounted = await kysely
      .selectFrom('reviews')
      .select('id')
      .where('helpful_count', '<>', (eb) =>
        eb
          .selectFrom('review_votes')
          .select((inner) => inner.fn.countAll<number>().as('votes'))
          .whereRef('review_id', '=', 'reviews.id'),
      )
      .execute();
    expect(miscounted).toEqual([]);
  });
});
