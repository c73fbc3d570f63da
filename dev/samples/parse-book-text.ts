/**
 * The chapters of a book's text file: a line `# Title` begins each, paragraphs follow.
 *
 * @throws Error where text stands before the first heading, or a chapter is empty
 */
export function parseBookText(text: string): { title: string; text: string }[] {
  const [before = '', ...parts] = text.split(/^# +/m);
  if (before.trim() !== '') throw new Error('text before the first heading');
  return parts.map((part) => {
    const [title = '', ...lines] = part.split('\n');
    const body = lines.join('\n').trim();
    if (body === '') throw new Error(`chapter "${title}" is empty`);
    return { title: title.trim(), text: body };
  });
}
