import type { AudioAnalysis } from '../analysis/audio-analysis.ts';
import type { ChunkLengths, ChunkPlan, PlannedChunk } from './chunk-plan.ts';
import { findCut } from './find-cut.ts';
import { roundSeconds } from '../stitching/round-seconds.ts';
import { speechSpansBetween } from '../analysis/speech-spans.ts';

/**
 * Cuts a recording for transcription: in the middle of the longest silence between 0.75 and 1.25 of the
 * target after the last cut; where there is none, at the quietest moment there, and the next chunk begins
 * about 3 s before that, at a quiet moment too. Chunks cover the recording without a gap and are never longer
 * than the maximum; the last one has at least a quarter of the target unless it is the only one. The same
 * input always gives the same plan.
 *
 * @throws RangeError when there is no recording, or the target is under 1 s or over the maximum.
 */
export function planChunks(
  analysis: AudioAnalysis,
  options: ChunkLengths & { sourceSha256: string },
): ChunkPlan {
  const { targetSeconds, maxSeconds, sourceSha256 } = options;
  const { durationSeconds, silences } = analysis;
  if (!(targetSeconds >= 1 && targetSeconds <= maxSeconds)) {
    throw new RangeError(`No chunks of ${targetSeconds} s with a limit of ${maxSeconds} s`);
  }
  if (!(durationSeconds > 0)) {
    throw new RangeError(`No chunks of a recording of ${durationSeconds} s`);
  }

  const chunks: PlannedChunk[] = [];
  let startSeconds = 0;
  let overlapSeconds = 0;
  for (;;) {
    const cut = findCut(analysis, startSeconds, options);
    const endSeconds = cut?.endSeconds ?? durationSeconds;
    chunks.push({
      index: chunks.length,
      startSeconds,
      endSeconds,
      overlapSeconds,
      speech: speechSpansBetween(silences, startSeconds, endSeconds),
    });
    if (cut === null) return { version: 1, durationSeconds, sourceSha256, chunks };
    startSeconds = cut.nextStartSeconds;
    overlapSeconds = roundSeconds(cut.endSeconds - cut.nextStartSeconds);
  }
}
