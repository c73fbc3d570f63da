import type {
  AudioAnalysis,
  TimeSpan,
} from '../../../../domain/transcription/analysis/audio-analysis.ts';
import type { PlannedChunk } from '../../../../domain/transcription/planning/chunk-plan.ts';
import type { ChunkTranscript } from '../../../../domain/transcription/stitching/chunk-transcript.ts';
import { findSilences } from '../../../../domain/transcription/analysis/find-silences.ts';

const frameSeconds = 0.02;

export interface SpokenWord {
  text: string;
  /** How long it takes, and how long the rest after it is. */
  seconds: number;
  restSeconds: number;
}

/** A recording of which every word's place is known. */
export interface Narration {
  words: (TimeSpan & { text: string })[];
  analysis: AudioAnalysis;
}

/** Lays words one after the other, and analyses the recording as the pipeline would. */
export function narrate(spoken: readonly SpokenWord[], leadSeconds = 0.2): Narration {
  let seconds = leadSeconds;
  const words = spoken.map(({ text, seconds: length, restSeconds }) => {
    const word = { text, startSeconds: seconds, endSeconds: seconds + length };
    seconds += length + restSeconds;
    return word;
  });
  const levelsDb = new Int8Array(Math.ceil(seconds / frameSeconds)).fill(-65);
  for (const word of words) {
    const first = Math.floor(word.startSeconds / frameSeconds);
    // Levels rise and fall as those of syllables do.
    for (let frame = first; frame * frameSeconds < word.endSeconds; frame += 1) {
      levelsDb[frame] = -20 - 6 * (frame % 3);
    }
  }
  return { words, analysis: findSilences({ durationSeconds: seconds, frameSeconds, levelsDb }) };
}

export const damagedWord = '⟨?⟩';

/**
 * What a perfect model hears in a chunk: every word that lies in it, and a mark of damage for one that its edges
 * cut. `words` gives times as Whisper does: of words without their punctuation, and of segments of ten.
 */
export function hear(
  { words }: Narration,
  chunk: Pick<PlannedChunk, 'startSeconds' | 'endSeconds'>,
  timing: 'none' | 'words' | 'segments',
  separator = ' ',
): ChunkTranscript {
  const inside = words.filter(
    (word) => word.endSeconds > chunk.startSeconds && word.startSeconds < chunk.endSeconds,
  );
  const heard = inside.map((word) => {
    const isWhole =
      word.startSeconds >= chunk.startSeconds - 1e-9 && word.endSeconds <= chunk.endSeconds + 1e-9;
    return {
      text: isWhole ? word.text : damagedWord,
      startSeconds: Math.max(0, word.startSeconds - chunk.startSeconds),
      endSeconds: Math.min(word.endSeconds, chunk.endSeconds) - chunk.startSeconds,
    };
  });
  const text = heard.map((word) => word.text).join(separator);
  const base = { text, language: 'en', model: 'simulated', flags: [] };
  if (timing === 'none') return base;
  const segments = [];
  for (let first = 0; first < heard.length; first += 10) {
    const group = heard.slice(first, first + 10);
    segments.push({
      text: group.map((word) => word.text).join(separator),
      startSeconds: group[0]?.startSeconds ?? 0,
      endSeconds: group.at(-1)?.endSeconds ?? 0,
    });
  }
  if (timing === 'segments') return { ...base, segments };
  const bare = heard.map(({ text: word, startSeconds, endSeconds }) => ({
    text: word.replaceAll(/[.,!?]/g, ''),
    startSeconds,
    endSeconds,
  }));
  return { ...base, segments, words: bare };
}
