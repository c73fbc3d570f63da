import { openAsBlob } from 'node:fs';
import { toFile } from 'openai';
import type OpenAI from 'openai';
import { z } from 'zod';
import { LectorFailure } from '../../domain/failure.ts';
import { speechModelLimits } from '../../domain/transcription/planning/model-limits.ts';
import { aiFailure } from '../ai-failure.ts';
import type { SpeechProvider, SpeechRequest, SpeechResult, SpeechUsage } from './provider.ts';

const timedSchema = z.object({ start: z.number(), end: z.number() });

/** Every 200 is checked: a proxy's HTML page arrives as one, too. Servers differ, so all but the text may be missing. */
const answerSchema = z.object({
  text: z.string(),
  language: z.string().nullish(),
  segments: z.array(timedSchema.extend({ text: z.string() })).nullish(),
  words: z.array(timedSchema.extend({ word: z.string() })).nullish(),
  usage: z
    .object({
      type: z.string().nullish(),
      input_tokens: z.number().nullish(),
      output_tokens: z.number().nullish(),
      seconds: z.number().nullish(),
    })
    .nullish(),
});

type Answer = z.infer<typeof answerSchema>;

/** Speech to text over `POST /v1/audio/transcriptions`, by OpenAI, Azure or a server that speaks the same. */
export function createOpenAiSpeech(client: OpenAI): SpeechProvider {
  /** Models of this server that turned `verbose_json` down. */
  const plainModels = new Set<string>();

  async function ask(request: SpeechRequest, verbose: boolean, signal: AbortSignal) {
    const file = await toFile(await openAsBlob(request.path), 'chunk.mp3', { type: 'audio/mpeg' });
    return client.audio.transcriptions.create(
      {
        file,
        model: request.model,
        response_format: verbose ? 'verbose_json' : 'json',
        ...(verbose ? { timestamp_granularities: ['segment', 'word'] } : {}),
        ...(request.language === null ? {} : { language: request.language }),
        ...(request.prompt === '' ? {} : { prompt: request.prompt }),
      },
      { signal },
    );
  }

  async function askPlainly(request: SpeechRequest, signal: AbortSignal): Promise<SpeechResult> {
    try {
      return toResult(await ask(request, false, signal));
    } catch (error) {
      signal.throwIfAborted();
      throw aiFailure(error);
    }
  }

  async function transcribe(request: SpeechRequest, signal: AbortSignal): Promise<SpeechResult> {
    const verbose = speechModelLimits(request.model).timestamps && !plainModels.has(request.model);
    try {
      return toResult(await ask(request, verbose, signal));
    } catch (error) {
      signal.throwIfAborted();
      const failure = aiFailure(error);
      if (!verbose || !isRejection(failure)) throw failure;
      // Local servers differ in the formats that they know, and in how they say so.
      const result = await askPlainly(request, signal);
      plainModels.add(request.model);
      return result;
    }
  }

  return { name: 'openai', transcribe };
}

function isRejection(failure: unknown): boolean {
  return failure instanceof LectorFailure && failure.code === 'ai_rejected_input';
}

function toResult(answer: unknown): SpeechResult {
  const parsed = answerSchema.safeParse(answer);
  if (!parsed.success) {
    throw new LectorFailure(
      'ai_bad_answer',
      'The provider answered with something other than a transcription.',
    );
  }
  const { text, language, segments, words } = parsed.data;
  return {
    text: text.trim(),
    language: language ? toIsoLanguage(language) : null,
    ...(segments?.length
      ? { segments: segments.map((part) => timed(part.start, part.end, part.text)) }
      : {}),
    ...(words?.length
      ? { words: words.map((part) => timed(part.start, part.end, part.word)) }
      : {}),
    usage: toUsage(parsed.data),
  };
}

function timed(startSeconds: number, endSeconds: number, text: string) {
  return { startSeconds, endSeconds, text: text.trim() };
}

function toUsage({ usage }: Answer): SpeechUsage | null {
  if (usage?.type === 'duration' && usage.seconds != null) {
    return { kind: 'duration', seconds: usage.seconds };
  }
  if (usage?.input_tokens == null || usage.output_tokens == null) return null;
  return { kind: 'tokens', inputTokens: usage.input_tokens, outputTokens: usage.output_tokens };
}

const englishLanguageNames = new Intl.DisplayNames('en', { type: 'language' });
let codeByName: Map<string, string> | undefined;

/** whisper-1 answers `english` where others answer `en`. */
function toIsoLanguage(language: string): string | null {
  const lower = language.toLowerCase();
  if (/^[a-z]{2,3}(-|$)/.test(lower)) return lower.split('-')[0] ?? null;
  codeByName ??= namesOfTwoLetterCodes();
  return codeByName.get(lower) ?? null;
}

function namesOfTwoLetterCodes(): Map<string, string> {
  const letters = [...'abcdefghijklmnopqrstuvwxyz'];
  const codes = letters.flatMap((first) => letters.map((second) => first + second));
  return new Map(codes.map((code) => [englishLanguageNames.of(code)?.toLowerCase() ?? code, code]));
}
