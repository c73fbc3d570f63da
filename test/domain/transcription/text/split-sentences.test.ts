import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { splitSentences } from '../../../../domain/transcription/text/split-sentences.ts';

describe('splitSentences', () => {
  it.each([
    ['plain sentences', ['He came.', 'She left!', 'Why?', 'Nobody knew…', 'Well.']],
    ['titles and initials', ['Mr. J. R. Smith met Dr. No.', 'St. Ives was near.']],
    ['a question inside a sentence', ['“Really?” he asked.', '“Yes,” she said.']],
    ['quotes that end sentences', ['“Go!”', '“Where?”', '(Nobody moved.)', 'Night fell.']],
    ['three points', ['He waited...', 'Nothing came... not even rain.']],
    ['times of day', ['It was 5 p.m. sharp.', 'They met at 5 p.m.', 'He was late.']],
    ['abbreviations of several letters', ['The U.S. Army came, i.e. Some of it.']],
    ['numbers', ['It cost 3.50 dollars.', 'No. 5 was gone.', '“No.”', 'He stayed.']],
    ['the pronoun I', ['It was I.', 'Then it was you.']],
    ['an initial that is I', ['I. M. Pei built it.', 'It stands.']],
    ['French spacing', ['Quoi\u202f?', 'Rien\u00a0!', '«\u00a0Venez.\u00a0»', 'Il vint.']],
    ['quotes that stand apart', ['« Venez. »', 'Il vint.', '« Où ? »', '« Ici », dit-il.']],
    ['Spanish marks', ['¿Qué pasa?', '¡Nada!', 'Vámonos.']],
    ['Russian', ['Он пришёл.', 'Она ушла?', 'Да.']],
    ['Hindi', ['यह एक बिल्ली है।', 'वह घर में रहती है।']],
    ['Arabic', ['من أنت؟', 'أنا قطة.']],
  ])('splits %s', (_what, sentences) => {
    expect(splitSentences(sentences.join(' '))).toEqual(sentences);
  });

  it.each([
    ['Japanese', ['吾輩は猫である。', '名前はまだ無い。', 'なぜ？']],
    [
      'a Japanese quote and its particle',
      ['「名前は無い。」と言った。', '「そう。」', '猫は寝た。'],
    ],
    ['Chinese', ['他说：“你好。”', '然后走了！', '为什么？']],
  ])('splits %s', (_what, sentences) => {
    expect(splitSentences(sentences.join(''))).toEqual(sentences);
  });

  it('knows the ordinal numbers of German, where it is told that it is German', () => {
    expect(splitSentences('Am 3. Oktober kam er. Er blieb.', 'de')).toEqual([
      'Am 3. Oktober kam er.',
      'Er blieb.',
    ]);
    expect(splitSentences('He was 3. Then he was four.', 'en')).toHaveLength(2);
  });

  it('takes a text without punctuation for one sentence, and no text for none', () => {
    expect(splitSentences('so he went on and on')).toEqual(['so he went on and on']);
    expect(splitSentences('')).toEqual([]);
  });

  it('loses nothing', () => {
    const word = fc.constantFrom(
      'He',
      'came',
      'Dr.',
      'A.',
      'no.',
      '“Go!”',
      'end.',
      '…',
      '猫。',
      '5.',
      '?',
    );
    fc.assert(
      fc.property(fc.array(word), (words) => {
        expect(splitSentences(words.join(' ')).join(' ')).toBe(words.join(' '));
      }),
    );
  });
});
