import { describe, expect, it } from '@jest/globals';
import { decodeTones } from '../../../../dev/tone/decode-tones.ts';
import { layOutSpeech, type Speech } from '../../../../dev/tone/lay-out-speech.ts';
import { renderSpeech } from '../../../../dev/tone/render-speech.ts';
import type { ChunkPlan } from '../../../../domain/transcription/planning/chunk-plan.ts';
import { findSilences } from '../../../../domain/transcription/analysis/find-silences.ts';
import { createLoudnessMeter } from '../../../../domain/transcription/analysis/measure-loudness.ts';
import { planChunks } from '../../../../domain/transcription/planning/plan-chunks.ts';
import { stitchTranscript } from '../../../../domain/transcription/stitching/stitch-transcript.ts';
import { wordErrorRate } from '../../../../domain/transcription/quality/word-error-rate.ts';
import { prose } from '../support/prose.ts';

const sampleRateHz = 8000;

/** Samples of a recording whose words can be read back from any piece of it, or show as damaged. */
function render(speech: Speech, noiseDbfs: number | undefined): Int16Array {
  const samples = new Int16Array(Math.round(speech.durationSeconds * sampleRateHz));
  let filled = 0;
  const options = noiseDbfs === undefined ? { sampleRateHz } : { sampleRateHz, noiseDbfs };
  for (const block of renderSpeech(speech, options)) {
    samples.set(block, filled);
    filled += block.length;
  }
  return samples;
}

function plan(samples: Int16Array): ChunkPlan {
  const meter = createLoudnessMeter({ sampleRateHz, frameSeconds: 0.02 });
  meter.push(samples);
  return planChunks(findSilences(meter.finish()), {
    targetSeconds: 15,
    maxSeconds: 20,
    sourceSha256: '0'.repeat(64),
  });
}

function transcribe(samples: Int16Array, chunkPlan: ChunkPlan) {
  const chunks = chunkPlan.chunks.map(({ startSeconds, endSeconds }) => {
    const heard = decodeTones(
      samples.subarray(
        Math.round(startSeconds * sampleRateHz),
        Math.round(endSeconds * sampleRateHz),
      ),
    );
    const text = heard.map((word) => word.text).join(' ');
    return { text, language: 'en', model: 'tones', flags: [] };
  });
  return stitchTranscript({ plan: chunkPlan, chunks, costMicros: 0 });
}

function errorsIn(text: string): number {
  return wordErrorRate(prose.split(/\s+/), text.split(/\s+/)).rate;
}

describe('tone-coded audio, from its samples to its transcript', () => {
  it.each([
    ['in a silent room', { runOn: false, noiseDbfs: undefined }],
    ['in a noisy room', { runOn: false, noiseDbfs: -40 }],
    ['without a pause', { runOn: true, noiseDbfs: undefined }],
    ['without a pause, in a noisy room', { runOn: true, noiseDbfs: -50 }],
  ])('read %s comes out word for word', (_how, { runOn, noiseDbfs }) => {
    const samples = render(layOutSpeech([prose], { runOn, seed: 4 }), noiseDbfs);
    const chunkPlan = plan(samples);
    expect(chunkPlan.chunks.length).toBeGreaterThan(2);
    expect(chunkPlan.chunks.slice(1).every((chunk) => chunk.overlapSeconds > 0)).toBe(runOn);
    expect(errorsIn(transcribe(samples, chunkPlan).text)).toBe(0);
  });

  it('shows it when cuts go through words', () => {
    const speech = layOutSpeech([prose], { seed: 4 });
    const samples = render(speech, undefined);
    const [first, second, ...more] = plan(samples).chunks;
    const cut = speech.words.find((word) => word.startSeconds > (first?.endSeconds ?? 0));
    const inWord = ((cut?.startSeconds ?? 0) + (cut?.endSeconds ?? 0)) / 2;
    const broken = [
      ...(first ? [{ ...first, endSeconds: inWord }] : []),
      ...(second ? [{ ...second, startSeconds: inWord }] : []),
      ...more,
    ];
    const { text } = transcribe(samples, { ...plan(samples), chunks: broken });
    expect(errorsIn(text)).toBeGreaterThan(0);
  });
});
