/** Something that the person at the terminal can act on: the message says what, and what to do about it. */
export class StackError extends Error {
  override name = 'StackError';
}
