/** What lists are filtered and sorted by, of one audiobook for sale. */
export interface ListedBook {
  id: string;
  /** Milliseconds since 1970. */
  publishedAt: number;
  playCount: number;
  ratingAverage: number;
  ratingCount: number;
  /** Lower case, without accents. */
  plainTitle: string;
  /** 0 where it is not known. */
  durationSeconds: number;
  priceMinor: number;
  /** `2026-11-21` */
  releaseDate: string | null;
  /** What it goes with, as `facet` names it. */
  facets: readonly string[];
}

export const facetKinds = ['genre', 'author', 'narrator', 'tag', 'series', 'language'] as const;
export type FacetKind = (typeof facetKinds)[number];

/** @param value an id, lower case; of a language its code */
export function facet(kind: FacetKind, value: string): string {
  return `${kind}:${value}`;
}

/** The numbers that a list may be narrowed to; bounds belong to it. */
export interface ListedRange {
  minDurationSeconds?: number | undefined;
  maxDurationSeconds?: number | undefined;
  releasedAfter?: string | undefined;
  releasedBefore?: string | undefined;
  minRating?: number | undefined;
}

/** What a client narrows the catalogue by. People, genres, series and tags by name or id. */
export interface CatalogueFilter
  extends ListedRange, Partial<Record<FacetKind, string | undefined>> {}
