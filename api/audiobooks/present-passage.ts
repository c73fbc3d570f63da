import { markEnd, markStart } from '../../db/repositories/search/search-marks.ts';
import type { FoundPassage } from '../../db/repositories/search/transcript-passages.ts';
import { escapeHtml } from '../../domain/escape-html.ts';
import { markHtml } from '../../domain/search/mark-html.ts';

export function presentPassage({ start_seconds, end_seconds, marked }: FoundPassage) {
  const text = marked.replaceAll(markStart, '').replaceAll(markEnd, '');
  const highlight = markHtml(marked, markStart, markEnd) ?? escapeHtml(text);
  return { start_seconds, end_seconds, text, highlight };
}
