import { stopWords } from './stop-words.ts';

/** Scripts that tell the language by themselves. Kana first: Japanese has Han characters, too. */
const scripts: [RegExp, string][] = [
  [/[\p{Script=Hiragana}\p{Script=Katakana}]/gu, 'ja'],
  [/\p{Script=Hangul}/gu, 'ko'],
  [/\p{Script=Han}/gu, 'zh'],
  [/\p{Script=Cyrillic}/gu, 'ru'],
  [/\p{Script=Arabic}/gu, 'ar'],
  [/\p{Script=Hebrew}/gu, 'he'],
  [/\p{Script=Greek}/gu, 'el'],
  [/\p{Script=Devanagari}/gu, 'hi'],
  [/\p{Script=Thai}/gu, 'th'],
];

/** The language of a text, ISO 639-1: by its script, else by whose small words it has most of; English in doubt. */
export function detectLanguage(text: string): string {
  const sample = text.slice(0, 20_000);
  const letters = sample.match(/\p{L}/gu)?.length ?? 0;
  for (const [script, language] of scripts) {
    if ((sample.match(script)?.length ?? 0) > letters * 0.3) return language;
  }
  const words = sample.toLowerCase().match(/\p{L}+/gu) ?? [];
  let best = { language: 'en', hits: 0 };
  for (const [language, list] of Object.entries(stopWords)) {
    const hits = words.filter((word) => list.has(word)).length;
    if (hits > best.hits) best = { language, hits };
  }
  return best.language;
}
