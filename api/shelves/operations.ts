import type { Operation } from '../http/route.ts';
import { followAuthor, unfollowAuthor } from './follow-author.ts';
import { listFollowedAuthors } from './list-followed-authors.ts';
import { shelfOperations } from './shelf-operations.ts';

export const shelvesOperations: Operation[] = [
  ...shelfOperations('authors', { one: 'author', One: 'Author', Many: 'Authors' }),
  followAuthor,
  unfollowAuthor,
  listFollowedAuthors,
  ...shelfOperations('narrators', { one: 'narrator', One: 'Narrator', Many: 'Narrators' }),
  ...shelfOperations('genres', { one: 'genre', One: 'Genre', Many: 'Genres' }),
  ...shelfOperations('tags', { one: 'tag', One: 'Tag', Many: 'Tags' }),
  ...shelfOperations('series', { one: 'series', One: 'Series', Many: 'Series' }),
];
