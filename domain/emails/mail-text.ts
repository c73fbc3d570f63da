import { escapeHtml } from '../escape-html.ts';

/** A mail as text and as HTML, saying the same. */
export interface MailText {
  subject: string;
  text: string;
  html: string;
}

interface MailParts {
  subject: string;
  /** Plain text; each becomes a paragraph. */
  paragraphs: string[];
  rows?: { label: string; value: string }[];
  link?: { label: string; url: string };
}

/** The one layout that every mail of ours has. */
export function layOutMail({ subject, paragraphs, rows = [], link }: MailParts): MailText {
  const text = [
    ...paragraphs,
    ...(rows.length > 0 ? [rows.map((row) => `${row.label}: ${row.value}`).join('\n')] : []),
    ...(link ? [`${link.label}: ${link.url}`] : []),
    'Lector',
  ].join('\n\n');
  const html = [
    '<!doctype html><html><body style="font-family:system-ui,sans-serif;max-width:36rem;margin:2rem auto">',
    `<h1 style="font-size:1.25rem">${escapeHtml(subject)}</h1>`,
    ...paragraphs.map((paragraph) => `<p>${escapeHtml(paragraph)}</p>`),
    ...(rows.length > 0 ? [`<table>${rows.map(tableRow).join('')}</table>`] : []),
    ...(link ? [`<p><a href="${escapeHtml(link.url)}">${escapeHtml(link.label)}</a></p>`] : []),
    '<p style="color:#666">Lector</p></body></html>',
  ].join('\n');
  return { subject, text, html };
}

function tableRow({ label, value }: { label: string; value: string }): string {
  const cell = 'style="padding:.2rem 1rem .2rem 0"';
  return `<tr><td ${cell}>${escapeHtml(label)}</td><td ${cell}>${escapeHtml(value)}</td></tr>`;
}
