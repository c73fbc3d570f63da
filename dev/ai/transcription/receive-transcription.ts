import type { IncomingMessage } from 'node:http';
import type { HeardAudio } from '../../tone/hear-audio-file.ts';
import { type CallFacts, type ContentFault, noFacts, type ReceivedCall } from '../call.ts';
import { detectLanguage } from '../chat/detect-language.ts';
import { countTokens } from '../count-tokens.ts';
import type { SpeechModel } from '../models.ts';
import { checkDuration, hearUpload } from './check-audio.ts';
import { joinWords, type TimedWord } from './find-segments.ts';
import { readTranscriptionRequest } from './read-request.ts';
import { receiveUpload, removeUpload } from './receive-upload.ts';
import { writeTranscription } from './write-transcription.ts';

/** Audio tokens that OpenAI counts for a second. */
const tokensPerSecond = 10;

/** `POST /v1/audio/transcriptions`: decodes the audio that it gets, and answers with the words that its tones spell. */
export async function receiveTranscription(
  request: IncomingMessage,
  uploadDirectory: string,
): Promise<ReceivedCall> {
  const upload = await receiveUpload(request, uploadDirectory);
  const facts: CallFacts = {
    ...noFacts,
    model: upload.fields.get('model')?.at(-1) ?? null,
    audioSha256: upload.file?.sha256 ?? null,
    audioBytes: upload.file?.sizeBytes ?? null,
  };
  let hearing: Promise<HeardAudio> | undefined;

  async function hear(): Promise<HeardAudio> {
    const { file, model } = readTranscriptionRequest(upload);
    hearing ??= hearUpload(file, model);
    const heard = await hearing;
    facts.audioSeconds = heard.durationSeconds;
    facts.words = heard.words.length;
    facts.damagedWords = heard.words.filter(({ damaged }) => damaged).length;
    return heard;
  }

  return {
    facts,
    text: async () => joinWords((await hear()).words),
    async answer(fault) {
      const asked = readTranscriptionRequest(upload);
      const { words, durationSeconds } = await hear();
      checkDuration(durationSeconds, asked.model);
      const meant = spoilt(words, fault);
      const said = capped(meant, asked.model);
      const usage = countUsage(asked.model, durationSeconds, upload.fields, {
        text: joinWords(said),
        capped: said.length < meant.length,
      });
      facts.promptTokens = usage.type === 'tokens' ? usage.input_tokens : null;
      facts.completionTokens = usage.type === 'tokens' ? usage.output_tokens : null;
      return writeTranscription(
        {
          words: said,
          durationSeconds,
          language: asked.language ?? detectLanguage(joinWords(words)),
          usage,
          namesLanguages: asked.model.namesLanguages,
        },
        asked.responseFormat,
        asked.granularities,
      );
    },
    release: () => removeUpload(upload),
  };
}

function spoilt<Word>(words: readonly Word[], fault: ContentFault | null): readonly Word[] {
  if (fault?.kind === 'empty_text') return [];
  if (fault?.kind === 'truncate_text') {
    return words.slice(0, Math.floor(words.length * fault.keep));
  }
  return words;
}

/** Stops at the model's output limit and, like the model, doesn't say so. */
function capped(words: readonly TimedWord[], { maxOutputTokens }: SpeechModel) {
  if (maxOutputTokens === null) return words;
  let characters = -1;
  const fitting = words.findIndex(({ text }) => {
    characters += text.length + 1;
    return Math.ceil(characters / 4) > maxOutputTokens;
  });
  return fitting < 0 ? words : words.slice(0, fitting);
}

function countUsage(
  model: SpeechModel,
  durationSeconds: number,
  fields: Map<string, string[]>,
  output: { text: string; capped: boolean },
) {
  if (model.billing === 'duration') {
    return { type: 'duration' as const, seconds: Math.ceil(durationSeconds) };
  }
  const audioTokens = Math.ceil(durationSeconds * tokensPerSecond);
  const textTokens = countTokens(fields.get('prompt')?.at(-1) ?? '');
  // A model that was stopped has used up its tokens, though the last word may have needed more.
  const outputTokens = output.capped ? (model.maxOutputTokens ?? 0) : countTokens(output.text);
  return {
    type: 'tokens' as const,
    input_tokens: audioTokens + textTokens,
    input_token_details: { text_tokens: textTokens, audio_tokens: audioTokens },
    output_tokens: outputTokens,
    total_tokens: audioTokens + textTokens + outputTokens,
  };
}
