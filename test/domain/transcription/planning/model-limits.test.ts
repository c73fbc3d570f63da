import { describe, expect, it } from '@jest/globals';
import {
  chunkLengths,
  speechModelLimits,
} from '../../../../domain/transcription/planning/model-limits.ts';

describe('speechModelLimits', () => {
  it.each([
    'gpt-4o-transcribe',
    'gpt-4o-mini-transcribe',
    'gpt-4o-mini-transcribe-2025-12-15',
    'gpt-transcribe',
    'openai/GPT-4o-Transcribe',
    'prod-gpt-4o-transcribe-eu',
  ])('knows that %s stops at 2,000 tokens and gives no times', (model) => {
    expect(speechModelLimits(model)).toMatchObject({
      targetSeconds: 300,
      maxSeconds: 360,
      maxOutputTokens: 2000,
      responseFormat: 'json',
      timestamps: false,
      maxUploadBytes: 24_000_000,
      minSeconds: 0.1,
    });
  });

  it.each(['whisper-1', 'Systran/faster-whisper-large-v3', 'whisper.cpp', 'my-model'])(
    'takes %s for Whisper',
    (model) => {
      expect(speechModelLimits(model)).toMatchObject({
        targetSeconds: 600,
        maxSeconds: 1390,
        maxOutputTokens: null,
        responseFormat: 'verbose_json',
        timestamps: true,
      });
    },
  );

  it.each(['universal-3-5-pro', 'universal-2'])('takes %s for one of AssemblyAI', (model) => {
    expect(speechModelLimits(model)).toMatchObject({
      targetSeconds: 900,
      maxSeconds: 35_000,
      maxOutputTokens: null,
      timestamps: true,
      minSeconds: 0.16,
    });
  });

  it('knows how context reaches a model', () => {
    expect(speechModelLimits('whisper-1').context).toBe('prompt');
    expect(speechModelLimits('gpt-transcribe').context).toBe('prompt_and_keywords');
    expect(speechModelLimits('gpt-4o-transcribe-diarize').context).toBe('none');
  });
});

describe('chunkLengths', () => {
  it('keeps a chunk under the upload limit', () => {
    const whisper = speechModelLimits('whisper-1');
    expect(chunkLengths(whisper, 8000)).toEqual({ targetSeconds: 600, maxSeconds: 1390 });
    expect(chunkLengths(whisper, 32_000)).toEqual({ targetSeconds: 600, maxSeconds: 750 });
    expect(chunkLengths(whisper, 96_000)).toEqual({ targetSeconds: 250, maxSeconds: 250 });
  });
});
