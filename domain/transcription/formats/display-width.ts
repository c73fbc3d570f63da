const wide =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\u3000-\u303f\u30fb\u30fc\uff01-\uff60\uffe0-\uffe6]/gu;
const invisible = /\p{M}/gu;

/** Columns that a text takes: two for ideographs, kana, Hangul and full-width signs, none for marks. */
export function displayWidth(text: string): number {
  return Array.from(text).length + count(text, wide) - count(text, invisible);
}

function count(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0;
}
