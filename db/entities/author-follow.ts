import { defineEntity, p } from '@mikro-orm/core';
import { Author } from './author.ts';
import { User } from './user.ts';

export const AuthorFollow = defineEntity({
  name: 'AuthorFollow',
  tableName: 'author_follows',
  properties: {
    user: () => p.manyToOne(User).mapToPk().primary().deleteRule('cascade'),
    author: () => p.manyToOne(Author).mapToPk().primary().deleteRule('cascade').index(),
    followedAt: p.datetime().defaultRaw('now()'),
  },
});
