import { describe, expect, it } from '@jest/globals';
import { languageName, readLanguageCode } from '../../../api/transcribe/language-code.ts';

describe('readLanguageCode', () => {
  it.each([
    ['en', 'en'],
    ['EN', 'en'],
    ['eng', 'en'],
    ['deu', 'de'],
    ['ger', 'de'],
    ['en-US', 'en'],
    ['en_us', 'en'],
    ['zh-Hant-TW', 'zh'],
    ['tl', 'tl'],
    ['yue', 'yue'],
    ['haw', 'haw'],
  ])('reads %s as %s', (given, code) => expect(readLanguageCode(given)).toBe(code));

  it.each(['', 'e', 'xx', 'zzz', 'und', 'mul', 'english', 'e1', 'en-', 'en US', '../en', 'ен'])(
    'knows no language %p',
    (given) => expect(readLanguageCode(given)).toBeNull(),
  );

  it('names a language in English', () => {
    expect(languageName('de')).toBe('German');
    expect(languageName('xx')).toBeNull();
    expect(languageName('not a code')).toBeNull();
  });
});
