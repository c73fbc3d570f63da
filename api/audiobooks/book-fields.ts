import { z } from 'zod';
import { normalizeIsbn } from '../../domain/isbn.ts';

const names = z.array(z.string().trim().min(1).max(255)).max(50).default([]);
const text = (maxLength: number) => z.string().trim().min(1).max(maxLength).optional();

const isbnSchema = z
  .string()
  .max(30)
  .refine(
    (given) => normalizeIsbn(given) !== null,
    'an ISBN of 10 or 13 digits, with its check digit',
  )
  .transform((given) => normalizeIsbn(given) ?? given)
  .meta({ description: 'Kept as 13 digits' });

/** What is known of an audiobook beside its recording; people, genres and series by name or id, made when new. */
export const bookFields = {
  title: z.string().trim().min(1).max(500),
  description: z.string().trim().max(20_000).default(''),
  authors: names,
  narrators: names,
  genres: names,
  language: z
    .string()
    .trim()
    .regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, 'a language tag such as en or pt-BR')
    .max(35)
    .optional(),
  publisher: text(255),
  isbn: isbnSchema.optional(),
  release_date: z.iso.date().optional(),
  series: text(255),
  series_position: z.coerce.number().min(0).max(10_000).optional(),
};
