import type { LedgerCall } from '../../dev/ai/ledger.ts';
import { someText } from './audiobooks.ts';
import type { AiAdmin } from './ai-admin.ts';

const path = '/v1/audio/transcriptions';

/** A rule of the stand-in for calls in whose audio this word is heard. */
export function speechFault(marker: string, fault: object, times?: number): object {
  const match = { path, text_includes: marker };
  return times === undefined ? { match, fault } : { match, fault, times };
}

/** A text with a word of its own in the middle, by which a fault knows its chunk. */
export function markedText(words: number, marker: string): string {
  const all = someText(words, marker).split(' ');
  return all.toSpliced(Math.floor(words / 2), 1, marker).join(' ');
}

/** Calls for speech since so many calls. */
export async function speechCalls(ai: AiAdmin, since = 0): Promise<LedgerCall[]> {
  return (await ai.calls()).slice(since).filter((call) => call.path === path);
}
