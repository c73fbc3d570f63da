import { escapeHtml } from '../escape-html.ts';

const word = /[\p{L}\p{N}\p{M}]+/gu;

/** A word without accents and case: what is compared. */
export function foldWord(text: string): string {
  return text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase();
}

/** The words of a text, folded. */
export function foldedWords(text: string): string[] {
  return (text.match(word) ?? []).map(foldWord);
}

/**
 * HTML of a text: escaped, with the found words in `<mark>`.
 *
 * @param found folded
 * @returns null where there are none of them
 */
export function markWords(text: string, found: ReadonlySet<string>): string | null {
  let html = '';
  let end = 0;
  let marked = false;
  for (const { 0: match, index } of text.matchAll(word)) {
    if (!found.has(foldWord(match))) continue;
    html += `${escapeHtml(text.slice(end, index))}<mark>${escapeHtml(match)}</mark>`;
    end = index + match.length;
    marked = true;
  }
  return marked ? html + escapeHtml(text.slice(end)) : null;
}

const before = 8;
const excerptWords = 35;

/** The part of a long text around the first found word; null where there is none. */
export function excerptAround(text: string, found: ReadonlySet<string>): string | null {
  const matches = [...text.matchAll(word)];
  const first = matches.findIndex(({ 0: match }) => found.has(foldWord(match)));
  if (first === -1) return null;
  const from = matches[Math.max(0, first - before)];
  const to = matches[Math.max(0, first - before) + excerptWords];
  const start = from === matches[0] ? 0 : (from?.index ?? 0);
  const part = text.slice(start, to?.index).trim();
  return `${start > 0 ? '… ' : ''}${part}${to ? ' …' : ''}`;
}
