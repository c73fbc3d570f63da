import type { z } from 'zod';
import type { BookChanges } from '../../db/repositories/catalogue/edit-audiobook.ts';
import type { bookPatchSchema, bookSchema } from './edit-schema.ts';

/** Of a whole book, what was left out is emptied. */
export function readBook(book: z.output<typeof bookSchema>): BookChanges & { title: string } {
  return {
    ...readChanges(book),
    title: book.title,
    series: book.series ?? null,
    seriesPosition: book.series_position ?? null,
    language: book.language ?? null,
    publisher: book.publisher ?? null,
    isbn: book.isbn ?? null,
    releaseDate: book.release_date ?? null,
  };
}

export function readChanges(patch: z.output<typeof bookPatchSchema>): BookChanges {
  const { series_position: seriesPosition, release_date: releaseDate, price, ...same } = patch;
  return {
    ...same,
    seriesPosition,
    releaseDate,
    priceMinor: price?.amount,
    currency: price?.currency,
  };
}
