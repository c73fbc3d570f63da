import type { Operation } from '../http/route.ts';
import { getMyBookLinks } from './get-my-book-links.ts';
import { listMyBooks } from './list-my-books.ts';

export const myBooksOperations: Operation[] = [listMyBooks, getMyBookLinks];
