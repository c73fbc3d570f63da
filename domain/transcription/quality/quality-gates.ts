import type { QualityFlag } from '../stitching/chunk-transcript.ts';
import { compressionRatio } from './compression-ratio.ts';
import { countSpokenLetters } from '../text/letters.ts';
import { echoesPrompt } from './prompt-echo.ts';
import { speechRate } from './speech-rate.ts';

/** Whisper's own sign of a decoder that runs in circles. */
const mostCompression = 2.4;
/** Below this share of the book's pace, speech has gone missing. */
const sparseShare = 0.4;
/** A model may stop a token or two short of its cap. */
const capShare = 0.99;
/** Nobody reads faster; the allowance is for a word or two that were spoken under the silence threshold. */
const fastestLettersPerSecond = 35;
const allowedLetters = 30;

export interface ChunkToCheck {
  text: string;
  /** Output tokens that the provider counted; null where it counts none. */
  outputTokens: number | null;
  /** The model's cap on them; null where it has none. */
  maxOutputTokens: number | null;
  /** Seconds of speech in the chunk, by the plan. */
  speechSeconds: number;
  /** The book's pace, from `medianSpeechRate`; null while it is not known. */
  medianLettersPerSecond: number | null;
  /** What the model was told beside the audio. */
  prompt: string | null;
}

/**
 * What looks wrong with one chunk's text. Everything is counted in spoken letters, not words: Chinese and Thai
 * have no spaces, and Finnish words are twice as long as English ones.
 *
 * A flag is a reason to ask again, not a verdict. A book may well say what looks wrong (the refrain of the
 * Lobster Quadrille compresses to 2.5), and then a second hearing says the same.
 */
export function checkChunk(chunk: ChunkToCheck): QualityFlag[] {
  const { text, outputTokens, maxOutputTokens, speechSeconds, prompt } = chunk;
  const flags: QualityFlag[] = [];
  if (outputTokens !== null && maxOutputTokens !== null) {
    if (outputTokens >= maxOutputTokens * capShare) flags.push('output_truncated');
  }
  if (isSparse(speechRate(text, speechSeconds), chunk.medianLettersPerSecond)) {
    flags.push('sparse_text');
  }
  if (compressionRatio(text) > mostCompression) flags.push('repetitive_text');
  if (prompt !== null && echoesPrompt(text, prompt, speechSeconds)) flags.push('prompt_echo');
  if (countSpokenLetters(text) > mostLetters(speechSeconds)) flags.push('text_on_silence');
  return flags;
}

/**
 * Whether a chunk has too little text for its speech. Apart from the other gates, because the book's pace is
 * known only when most chunks are back: a workflow keeps their rates and asks again.
 */
export function isSparse(
  lettersPerSecond: number | null,
  medianLettersPerSecond: number | null,
): boolean {
  if (lettersPerSecond === null || medianLettersPerSecond === null) return false;
  return lettersPerSecond < sparseShare * medianLettersPerSecond;
}

function mostLetters(speechSeconds: number): number {
  return speechSeconds === 0 ? 0 : allowedLetters + fastestLettersPerSecond * speechSeconds;
}
