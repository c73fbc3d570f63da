import { type Answer, jsonAnswer } from '../call.ts';
import { findSegments, joinWords, type TimedWord } from './find-segments.ts';

export interface Transcription {
  words: readonly TimedWord[];
  durationSeconds: number;
  /** ISO 639-1. */
  language: string;
  usage: object;
  namesLanguages: boolean;
}

/** A transcription in the shape of one of OpenAI's response formats. */
export function writeTranscription(
  transcription: Transcription,
  format: string,
  granularities: readonly string[],
): Answer {
  switch (format) {
    case 'verbose_json':
      return jsonAnswer(verboseJson(transcription, granularities));
    case 'text':
      return plainText(`${joinWords(transcription.words)}\n`);
    case 'srt':
      return plainText(cues(transcription, ',').map(numbered).join('\n'));
    case 'vtt':
      return plainText(`WEBVTT\n\n${cues(transcription, '.').join('\n')}`);
    default:
      return jsonAnswer({
        text: joinWords(transcription.words),
        ...(transcription.namesLanguages && { languages: [{ code: transcription.language }] }),
        usage: transcription.usage,
      });
  }
}

function verboseJson(transcription: Transcription, granularities: readonly string[]) {
  const { words, durationSeconds, language, usage } = transcription;
  return {
    task: 'transcribe',
    language: englishName(language),
    duration: durationSeconds,
    text: joinWords(words),
    ...(granularities.includes('segment') && { segments: findSegments(words).map(segment) }),
    ...(granularities.includes('word') && {
      words: words.map(({ text, startSeconds, endSeconds }) => ({
        word: text,
        start: rounded(startSeconds),
        end: rounded(endSeconds),
      })),
    }),
    usage,
  };
}

/** The text begins with a space, as whisper-1's own segments do. */
function segment(words: TimedWord[], id: number) {
  return {
    id,
    seek: 0,
    start: rounded(words[0]?.startSeconds ?? 0),
    end: rounded(words.at(-1)?.endSeconds ?? 0),
    text: ` ${joinWords(words)}`,
    tokens: [],
    temperature: 0,
    avg_logprob: -0.1,
    compression_ratio: 1.5,
    no_speech_prob: 0.01,
  };
}

function cues({ words }: Transcription, mark: ',' | '.'): string[] {
  return findSegments(words).map((part) => {
    const start = clockTime(part[0]?.startSeconds ?? 0, mark);
    const end = clockTime(part.at(-1)?.endSeconds ?? 0, mark);
    return `${start} --> ${end}\n${joinWords(part)}\n`;
  });
}

function numbered(cue: string, index: number): string {
  return `${index + 1}\n${cue}`;
}

function clockTime(seconds: number, mark: string): string {
  const milliseconds = Math.round(seconds * 1000);
  const hours = String(Math.floor(milliseconds / 3_600_000)).padStart(2, '0');
  const rest = new Date(milliseconds % 3_600_000).toISOString().slice(14, 23);
  return `${hours}:${rest.replace('.', mark)}`;
}

function rounded(seconds: number): number {
  return Math.round(seconds * 1000) / 1000;
}

function englishName(language: string): string {
  const names = new Intl.DisplayNames('en', { type: 'language', fallback: 'code' });
  return (names.of(language) ?? language).toLowerCase();
}

function plainText(body: string): Answer {
  return { status: 200, contentType: 'text/plain; charset=utf-8', body };
}
