import type { TimedWord } from '../ai/transcription/find-segments.ts';
import type { Order } from './read-order.ts';

/** One transcript, from its order on. */
export interface Job {
  id: string;
  apiKey: string;
  order: Order;
  createdAt: Date;
  completedAt: Date | null;
  status: 'queued' | 'processing' | 'completed' | 'error';
  error: string | null;
  heard: HeardTranscript | null;
}

export interface HeardTranscript {
  words: readonly TimedWord[];
  durationSeconds: number;
  language: string;
  model: string;
}
