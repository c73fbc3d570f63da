import type { PlannedChunk } from '../../domain/transcription/planning/chunk-plan.ts';
import type { QualityFlag } from '../../domain/transcription/stitching/chunk-transcript.ts';
import { countSpokenLetters } from '../../domain/transcription/text/letters.ts';
import { speechModelLimits } from '../../domain/transcription/planning/model-limits.ts';
import { checkChunk } from '../../domain/transcription/quality/quality-gates.ts';
import { totalSeconds } from '../../domain/transcription/analysis/speech-spans.ts';
import type { Take } from './buy-take.ts';

/** What an answer for a part of a book is held against. */
export interface KnownOfBook {
  prompt: string;
  /** The reader's pace; null while too little is known of it. */
  lettersPerSecond: number | null;
}

/**
 * Under half of a calm narrator's pace in any language: what text is held against while the book's own pace is not
 * known, or is nothing because all that came back so far was empty.
 */
const slowestLettersPerSecond = 5;

/** So much that is not silence, and not a letter for it, is no answer; a knock or two may well be none. */
const tellingSeconds = 1;

/** Reasons to ask again; none where the answer is good. */
export function checkTake(chunk: PlannedChunk, take: Take, known: KnownOfBook): QualityFlag[] {
  const { usage, text } = take.result;
  const speechSeconds = totalSeconds(chunk.speech);
  const flags = checkChunk({
    text,
    outputTokens: usage?.kind === 'tokens' ? usage.outputTokens : null,
    maxOutputTokens: speechModelLimits(take.model).maxOutputTokens,
    speechSeconds,
    medianLettersPerSecond: Math.max(known.lettersPerSecond ?? 0, slowestLettersPerSecond),
    prompt: known.prompt,
  });
  const isEmpty = countSpokenLetters(text) === 0 && speechSeconds > tellingSeconds;
  return isEmpty && !flags.includes('sparse_text') ? [...flags, 'sparse_text'] : flags;
}
