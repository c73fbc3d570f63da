import type { TimeSpan } from '../../domain/transcription/audio-analysis.ts';
import type { PlannedChunk } from '../../domain/transcription/chunk-plan.ts';
import type { QualityFlag } from '../../domain/transcription/chunk-transcript.ts';
import { countSpokenLetters } from '../../domain/transcription/letters.ts';
import { speechModelLimits } from '../../domain/transcription/model-limits.ts';
import { checkChunk } from '../../domain/transcription/quality-gates.ts';
import { totalSeconds } from '../../domain/transcription/speech-spans.ts';
import type { Take } from './buy-take.ts';

export interface TakeQuestion {
  span: TimeSpan;
  model: string;
  take: number;
}

interface Ladder {
  chunk: PlannedChunk;
  model: string;
  fallbackModel: string;
  prompt: string;
  medianLettersPerSecond: number | null;
  buy: (question: TakeQuestion) => Promise<Take>;
}

export interface BestTakes {
  /** One, or the two halves in order. */
  takes: Take[];
  flags: QualityFlag[];
}

/**
 * Providers drop, repeat and invent text without a word. What does not pass the quality gates is sent once more, then
 * in two halves, then to the other model; where nothing passes, the answer with the most text is kept, and flagged.
 */
export async function findBestTakes(ladder: Ladder): Promise<BestTakes> {
  const { chunk, model, fallbackModel } = ladder;
  const whole = { startSeconds: chunk.startSeconds, endSeconds: chunk.endSeconds };
  const halves = splitInHalf(chunk);
  const steps: { questions: TakeQuestion[]; flag?: QualityFlag }[] = [
    { questions: [{ span: whole, model, take: 0 }] },
    { questions: [{ span: whole, model, take: 1 }] },
  ];
  if (halves) {
    steps.push({
      questions: halves.map((span) => ({ span, model, take: 0 })),
      flag: 'split_in_half',
    });
  }
  if (fallbackModel !== model) {
    steps.push({
      questions: [{ span: whole, model: fallbackModel, take: 0 }],
      flag: 'fallback_model',
    });
  }
  const candidates: BestTakes[] = [];
  for (const { questions, flag } of steps) {
    const takes: Take[] = [];
    for (const question of questions) takes.push(await ladder.buy(question));
    const doubts = takes.flatMap((take) => check(ladder, take));
    const noted = flag ? [flag] : [];
    if (doubts.length === 0) return { takes, flags: noted };
    candidates.push({ takes, flags: [...new Set([...doubts, ...noted])] });
  }
  return richest(candidates);
}

function check({ chunk, prompt, medianLettersPerSecond }: Ladder, take: Take): QualityFlag[] {
  const { usage, text } = take.result;
  return checkChunk({
    text,
    outputTokens: usage?.kind === 'tokens' ? usage.outputTokens : null,
    maxOutputTokens: speechModelLimits(take.model).maxOutputTokens,
    speechSeconds: totalSeconds(clip(chunk.speech, take.span)),
    medianLettersPerSecond,
    prompt,
  });
}

function richest(candidates: BestTakes[]): BestTakes {
  const [best] = candidates
    .map((candidate) => ({ candidate, letters: countLetters(candidate.takes) }))
    .sort((a, b) => b.letters - a.letters);
  if (!best) throw new Error('There is always a first step');
  if (best.letters > 0) return best.candidate;
  return { takes: best.candidate.takes, flags: [...best.candidate.flags, 'gap'] };
}

function countLetters(takes: Take[]): number {
  return takes.reduce((sum, take) => sum + countSpokenLetters(take.result.text), 0);
}

/** At the pause nearest to the middle; null for a chunk that is one breath. */
function splitInHalf({
  startSeconds,
  endSeconds,
  speech,
}: PlannedChunk): [TimeSpan, TimeSpan] | null {
  const middle = (startSeconds + endSeconds) / 2;
  const pauses = speech.slice(1).map((span, index) => {
    const before = speech[index] ?? span;
    return (before.endSeconds + span.startSeconds) / 2;
  });
  const [cut] = pauses.sort((a, b) => Math.abs(a - middle) - Math.abs(b - middle));
  if (cut === undefined) return null;
  return [
    { startSeconds, endSeconds: cut },
    { startSeconds: cut, endSeconds },
  ];
}

function clip(spans: readonly TimeSpan[], { startSeconds, endSeconds }: TimeSpan): TimeSpan[] {
  return spans
    .map((span) => ({
      startSeconds: Math.max(span.startSeconds, startSeconds),
      endSeconds: Math.min(span.endSeconds, endSeconds),
    }))
    .filter((span) => span.endSeconds > span.startSeconds);
}
