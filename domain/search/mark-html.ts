import { escapeHtml } from '../escape-html.ts';

/**
 * HTML of a text in which found words stand between two marks: everything is escaped, found words are in `<mark>`.
 *
 * @returns null where nothing was found in it
 */
export function markHtml(text: string, markStart: string, markEnd: string): string | null {
  if (!text.includes(markStart)) return null;
  return escapeHtml(text).replaceAll(markStart, '<mark>').replaceAll(markEnd, '</mark>');
}
