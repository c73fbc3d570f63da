import type { Message } from './message.ts';

// What a mail says is somebody else's text: every piece of it goes through here.
function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (letter) => `&#${letter.charCodeAt(0)};`);
}

/** All mails, newest first. It looks again every 5 s. */
export function inboxPage(messages: readonly Message[]): string {
  const rows = messages.map(
    ({ id, to, subject, received_at: time }) =>
      `<tr><td><time>${escapeHtml(time.slice(0, 19).replace('T', ' '))}</time></td>` +
      `<td>${escapeHtml(to)}</td>` +
      `<td><a href="/mails/${encodeURIComponent(id)}">${escapeHtml(subject) || '(no subject)'}</a></td></tr>`,
  );
  const list =
    rows.length === 0
      ? '<p>No mail yet. What Lector sends in development lands here and nowhere else.</p>'
      : `<table><tr><th>Time (UTC)</th><th>To</th><th>Subject</th></tr>${rows.join('')}</table>`;
  const refresh = '<meta http-equiv="refresh" content="5">';
  return page(`Inbox (${messages.length})`, `<h1>Inbox</h1>${list}`, refresh);
}

export function messagePage(message: Message): string {
  const { id, from, to, subject, text, html, received_at: time } = message;
  const head = Object.entries({ From: from, To: to, Received: time })
    .map(([name, value]) => `<dt>${name}</dt><dd>${escapeHtml(value)}</dd>`)
    .join('');
  const frame = `<h2>HTML</h2><iframe sandbox="${sandbox}" src="/mails/${encodeURIComponent(id)}/html"></iframe>`;
  const body =
    `<p><a href="/">Inbox</a></p><h1>${escapeHtml(subject) || '(no subject)'}</h1><dl>${head}</dl>` +
    `<h2>Text</h2><pre>${withLinks(text)}</pre>${html === null ? '' : frame}`;
  return page(subject, body);
}

/** No scripts and no way to this page; links may open beside it. */
const sandbox = 'allow-popups allow-popups-to-escape-sandbox';

/** Sent with the HTML of a mail: it loads nothing from outside, also when it is opened by itself. */
export const mailPolicy = `sandbox ${sandbox}; default-src 'none'; img-src data:; style-src 'unsafe-inline'`;

/** Sent with the pages around the mails. */
export const pagePolicy =
  "default-src 'none'; style-src 'unsafe-inline'; frame-src 'self'; base-uri 'none'; form-action 'none'";

/** The text, escaped, its web addresses as links. */
function withLinks(text: string): string {
  return text
    .split(/(https?:\/\/[^\s<>"']+)/)
    .map((part, index) => {
      const safe = escapeHtml(part);
      return index % 2 === 0
        ? safe
        : `<a href="${safe}" target="_blank" rel="noopener">${safe}</a>`;
    })
    .join('');
}

function page(title: string, body: string, head = ''): string {
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>${escapeHtml(title)}</title>${head}
<meta name="viewport" content="width=device-width, initial-scale=1">
<style>
  :root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
  body { margin: 2rem auto; max-width: 60rem; padding: 0 1rem; }
  table { border-collapse: collapse; width: 100%; }
  th, td { border-bottom: 1px solid #8884; padding: .4rem 1rem .4rem 0; text-align: left; vertical-align: top; }
  time, dt { color: #777; white-space: nowrap; }
  dl { display: grid; gap: 0 1rem; grid-template-columns: max-content 1fr; }
  dd { margin: 0; }
  pre { background: #8881; overflow-wrap: anywhere; padding: 1rem; white-space: pre-wrap; }
  iframe { background: #fff; border: 1px solid #8884; height: 30rem; width: 100%; }
</style></head><body>${body}</body></html>`;
}
