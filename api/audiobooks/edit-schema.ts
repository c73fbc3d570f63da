import { z } from 'zod';
import { moneySchema } from '../../domain/money.ts';
import { bookFields } from './book-fields.ts';

const tags = z.array(z.string().trim().min(1).max(60)).max(20);
const position = z.number().min(0).max(10_000);

/** All of what is known of an audiobook: what is left out is empty. */
export const bookSchema = z
  .strictObject({
    ...bookFields,
    series: bookFields.series.nullable(),
    series_position: position.nullish(),
    language: bookFields.language.nullable(),
    publisher: bookFields.publisher.nullable(),
    isbn: bookFields.isbn.nullable(),
    release_date: bookFields.release_date.nullable(),
    tags: tags.default([]),
    price: moneySchema.default({ amount: 0, currency: 'USD' }),
  })
  .meta({ id: 'Book' });

/** Some of it: what is left out stays as it is, null empties. */
export const bookPatchSchema = z
  .strictObject({
    ...bookSchema.shape,
    title: bookSchema.shape.title.optional(),
    description: bookSchema.shape.description.unwrap().optional(),
    authors: bookSchema.shape.authors.unwrap().optional(),
    narrators: bookSchema.shape.narrators.unwrap().optional(),
    genres: bookSchema.shape.genres.unwrap().optional(),
    tags: tags.optional(),
    price: moneySchema.optional(),
  })
  .meta({ id: 'BookPatch' });
