import type { TimeSpan } from '../../domain/transcription/analysis/audio-analysis.ts';
import type { PlannedChunk } from '../../domain/transcription/planning/chunk-plan.ts';
import type {
  ChunkTranscript,
  QualityFlag,
} from '../../domain/transcription/stitching/chunk-transcript.ts';
import { joinHalves } from '../../domain/transcription/planning/join-halves.ts';
import { countSpokenLetters } from '../../domain/transcription/text/letters.ts';
import { splitChunk } from '../../domain/transcription/planning/split-chunk.ts';
import type { Take } from './buy-take.ts';
import { checkTake, type KnownOfBook } from './check-take.ts';
import { toChunkTranscript } from './to-chunk-transcript.ts';

export interface TakeQuestion {
  span: TimeSpan;
  model: string;
  take: number;
}

interface Ladder extends KnownOfBook {
  chunk: PlannedChunk;
  model: string;
  fallbackModel: string;
  buy: (question: TakeQuestion) => Promise<Take>;
}

export interface BestTranscript {
  transcript: ChunkTranscript;
  /** Content addresses of the answers that it was made of. What else was bought for it was bought in vain. */
  madeOf: string[];
}

interface Candidate extends BestTranscript {
  doubts: QualityFlag[];
  /** What was heard, marks for what was not left out. */
  letters: number;
}

/**
 * Providers drop, repeat and invent text without a word. What does not pass the quality gates is sent once more, then
 * in two halves, then to the other model. Where nothing passes, the answer with the most text is kept, and flagged;
 * where there is no text at all, the chunk is a gap.
 */
export async function findBestTranscript(ladder: Ladder): Promise<BestTranscript> {
  const { chunk, model, fallbackModel } = ladder;
  const halves = splitChunk(chunk);
  const steps = [
    () => askWhole(ladder, { model, take: 0 }),
    () => askWhole(ladder, { model, take: 1 }),
    ...(halves ? [() => askHalves(ladder, halves)] : []),
    ...(fallbackModel === model
      ? []
      : [() => askWhole(ladder, { model: fallbackModel, take: 0 }, ['fallback_model'])]),
  ];
  const candidates: Candidate[] = [];
  for (const ask of steps) {
    const candidate = await ask();
    if (candidate.doubts.length === 0) return candidate;
    candidates.push(candidate);
  }
  const best = candidates.reduce((one, other) => (other.letters > one.letters ? other : one));
  return best.letters > 0 ? best : gap(best);
}

async function askWhole(
  ladder: Ladder,
  question: Omit<TakeQuestion, 'span'>,
  flags: QualityFlag[] = [],
): Promise<Candidate> {
  const take = await buyFor(ladder, ladder.chunk, question);
  const doubts = checkTake(ladder.chunk, take, ladder);
  return {
    transcript: toChunkTranscript(take, [...doubts, ...flags]),
    madeOf: [take.address],
    doubts,
    letters: countSpokenLetters(take.result.text),
  };
}

async function askHalves(ladder: Ladder, halves: PlannedChunk[]): Promise<Candidate> {
  const parts: { chunk: PlannedChunk; take: Take; doubts: QualityFlag[] }[] = [];
  for (const chunk of halves) {
    const take = await buyFor(ladder, chunk, { model: ladder.model, take: 0 });
    parts.push({ chunk, take, doubts: checkTake(chunk, take, ladder) });
  }
  const heard = parts.map(({ chunk, take, doubts }) => ({
    chunk,
    transcript: take.result.text === '' ? null : toChunkTranscript(take, doubts),
  }));
  return {
    transcript: joinHalves(heard, ladder.chunk.startSeconds),
    madeOf: parts.filter(({ take }) => take.result.text !== '').map(({ take }) => take.address),
    doubts: parts.flatMap(({ doubts }) => doubts),
    letters: parts.reduce((sum, { take }) => sum + countSpokenLetters(take.result.text), 0),
  };
}

function buyFor(
  { buy }: Ladder,
  { startSeconds, endSeconds }: PlannedChunk,
  question: Omit<TakeQuestion, 'span'>,
): Promise<Take> {
  return buy({ ...question, span: { startSeconds, endSeconds } });
}

/** Whoever stitches the transcript puts a mark where the flag is. */
function gap({ transcript }: Candidate): BestTranscript {
  const { language, model, flags } = transcript;
  return { transcript: { text: '', language, model, flags: [...flags, 'gap'] }, madeOf: [] };
}
