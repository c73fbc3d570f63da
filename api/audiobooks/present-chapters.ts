import type { z } from 'zod';
import type { Chapter } from '../../db/entities/chapter.ts';
import type { AudiobookCard } from '../../db/repositories/catalogue/audiobook-cards.ts';
import type { chapterListSchema } from './schema.ts';

export const podcastChaptersType = 'application/json+chapters';

export function presentChapters(chapters: Chapter[]): z.input<typeof chapterListSchema> {
  return {
    chapters: chapters.map((chapter) => ({
      number: chapter.number,
      title: chapter.title,
      start_seconds: chapter.startSeconds,
      end_seconds: chapter.endSeconds,
    })),
  };
}

/** Source: Podcast Namespace, "JSON Chapters Format", version 1.2. */
export function presentPodcastChapters(
  { title, authors }: Pick<AudiobookCard, 'title' | 'authors'>,
  chapters: Chapter[],
) {
  return {
    version: '1.2.0',
    title,
    author: authors.map((author) => author.name).join(', '),
    chapters: chapters.map((chapter) => ({
      startTime: chapter.startSeconds,
      endTime: chapter.endSeconds,
      title: chapter.title,
    })),
  };
}
