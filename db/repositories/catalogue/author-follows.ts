import type { Em } from '../../orm.config.ts';

export async function follow(em: Em, userId: string, authorId: string): Promise<void> {
  await em
    .getKysely()
    .insertInto('author_follows')
    .values({ user_id: userId, author_id: authorId })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

export async function unfollow(em: Em, userId: string, authorId: string): Promise<void> {
  await em
    .getKysely()
    .deleteFrom('author_follows')
    .where('user_id', '=', userId)
    .where('author_id', '=', authorId)
    .execute();
}

/** Followed last, listed first. */
export async function listFollowed(
  em: Em,
  userId: string,
  { limit, offset }: { limit: number; offset: number },
) {
  const mine = em
    .getKysely()
    .selectFrom('author_follows')
    .innerJoin('authors', 'authors.id', 'author_follows.author_id')
    .where('author_follows.user_id', '=', userId);
  const [{ count }, authors] = await Promise.all([
    mine.select((eb) => eb.fn.countAll<number>().as('count')).executeTakeFirstOrThrow(),
    mine
      .select(['authors.id', 'authors.name', 'author_follows.followed_at'])
      .orderBy('author_follows.followed_at', 'desc')
      .orderBy('authors.id')
      .limit(limit)
      .offset(offset)
      .execute(),
  ]);
  return { count, authors };
}
