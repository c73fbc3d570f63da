/**
 * The JSON object in a model's answer, which may stand in a code fence or between sentences.
 *
 * @throws SyntaxError when there is none
 */
export function parseTolerantly(text: string): unknown {
  const from = text.indexOf('{');
  const to = text.lastIndexOf('}');
  return JSON.parse(from < 0 || to < from ? text : text.slice(from, to + 1));
}
