import type { z } from 'zod';
import type { AudiobookCard } from '../../db/repositories/catalogue/audiobook-cards.ts';
import type { audiobookSchema } from './schema.ts';

export function presentAudiobook(
  card: AudiobookCard,
  publicUrl: string,
): z.input<typeof audiobookSchema> {
  return {
    id: card.id,
    title: card.title,
    description: card.description,
    summary: card.summary,
    summary_degraded: card.summary_degraded,
    authors: card.authors,
    narrators: card.narrators,
    genres: card.genres,
    tags: card.tags.map((tag) => tag.name),
    series:
      card.series_id !== null && card.series_name !== null
        ? { id: card.series_id, name: card.series_name, position: card.series_position }
        : null,
    language: card.language,
    publisher: card.publisher,
    isbn: card.isbn,
    release_date: card.release_date,
    price: { amount: card.price_minor, currency: card.currency },
    duration_seconds: card.duration_seconds,
    word_count: card.word_count,
    cover_url: card.cover_key === null ? null : `${publicUrl}/api/v1/audiobooks/${card.id}/cover`,
    rating_average: card.rating_count === 0 ? null : card.rating_average,
    rating_count: card.rating_count,
    review_count: card.review_count,
    visibility: card.visibility,
    is_withdrawn: card.withdrawn_at !== null,
    status: card.status,
    published_at: card.published_at?.toISOString() ?? null,
    created_at: card.created_at.toISOString(),
    updated_at: card.updated_at.toISOString(),
  };
}
