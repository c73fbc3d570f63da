/** About four characters a token, as OpenAI's rule of thumb has it. */
export function countTokens(text: string): number {
  return Math.ceil(text.length / 4);
}
