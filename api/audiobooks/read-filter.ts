import type { z } from 'zod';
import type { CatalogueFilter } from '../../domain/catalogue/listed-book.ts';
import type { searchQuery } from './schema.ts';

type FilterQuery = Omit<z.output<typeof searchQuery>, 'q' | 'page' | 'page_size' | 'cursor'>;

export function readFilter(query: FilterQuery): CatalogueFilter {
  return {
    genre: query.genre,
    author: query.author,
    narrator: query.narrator,
    tag: query.tag,
    series: query.series,
    language: query.language,
    minDurationSeconds: query.min_duration,
    maxDurationSeconds: query.max_duration,
    releasedAfter: query.released_after,
    releasedBefore: query.released_before,
    minRating: query.min_rating,
  };
}
