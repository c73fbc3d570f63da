import { describe, expect, it } from '@jest/globals';
import { readArguments } from '../../../dev/launcher/read-arguments.ts';

describe('readArguments', () => {
  it('reads what there is', () => {
    const none = { once: false, noDemo: false, fresh: false, help: false };
    expect(readArguments([])).toEqual(none);
    expect(readArguments(['--once', '--fresh'])).toEqual({ ...none, once: true, fresh: true });
    expect(readArguments(['--no-demo'])).toEqual({ ...none, noDemo: true });
    expect(readArguments(['-h'])).toEqual({ ...none, help: true });
  });

  it.each([['--twice'], ['demo'], ['--once=maybe']])(
    'refuses %s and says what there is',
    (wrong) => {
      expect(() => readArguments([wrong])).toThrow(/(.|\n)*--no-demo {3}just the stack/);
    },
  );
});
