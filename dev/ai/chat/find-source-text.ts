/** Blocks that mark their content off as data: `<transcript>…</transcript>`, fences, triple quotes. */
const blocks = [
  /<([\w-]+)(?:\s[^<>]*)?>([\s\S]*?)<\/\1>/g,
  /```[^\n]*\n([\s\S]*?)```/g,
  /"""([\s\S]*?)"""/g,
];

/** The text that some messages are about: the longest marked block, else all that the user says. */
export function findSourceText(userMessages: readonly string[]): string {
  const all = userMessages.join('\n\n');
  const marked = blocks.flatMap((block) => Array.from(all.matchAll(block), (m) => m.at(-1) ?? ''));
  const longest = marked.reduce((best, text) => (text.length > best.length ? text : best), '');
  return (longest.trim() === '' ? all : longest).trim();
}
