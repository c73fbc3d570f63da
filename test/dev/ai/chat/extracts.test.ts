import { readFile } from 'node:fs/promises';
import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { answerFromSchema } from '../../../../dev/ai/chat/answer-from-schema.ts';
import { detectLanguage } from '../../../../dev/ai/chat/detect-language.ts';
import { findSourceText } from '../../../../dev/ai/chat/find-source-text.ts';
import { pickTags } from '../../../../dev/ai/chat/pick-tags.ts';
import { splitSentences } from '../../../../dev/ai/chat/split-sentences.ts';
import { summarize } from '../../../../dev/ai/chat/summarize.ts';

async function sample(slug: string): Promise<string> {
  const file = new URL(`../../../../dev/samples/books/${slug}.txt`, import.meta.url);
  return (await readFile(file, 'utf8')).replaceAll(/^#.*$/gm, '');
}

describe('pickTags', () => {
  it('finds what the sample books are about', async () => {
    expect(pickTags(await sample('the-salt-almanac'), 6)).toEqual(
      expect.arrayContaining(['salt', 'ledger', 'gauge', 'bottle']),
    );
    expect(pickTags(await sample('blatimen'), 3)).toContain('clock');
    expect(pickTags(await sample('la-derniere-abeille'), 3)).toEqual(
      expect.arrayContaining(['hives', 'radio']),
    );
  });

  it('leaves out small words, counts plurals once, and never repeats itself', () => {
    const tags = pickTags('The boat and the boats. A boat was with the harbour. The harbour!', 9);
    expect(tags).toEqual(['boat', 'harbour']);
  });
});

describe('summarize', () => {
  it('takes whole sentences, in the order of the text, none twice', async () => {
    const text = await sample('the-salt-almanac');
    const sentences = splitSentences(text);
    const places = splitSentences(summarize(text)).map((sentence) => sentences.indexOf(sentence));
    expect(places.length).toBe(3);
    expect(places).not.toContain(-1);
    expect(places).toEqual([...new Set(places)].sort((a, b) => a - b));
  });

  it('takes what there is of a short text, and leaves damage out', () => {
    expect(summarize('Hello. World.')).toBe('Hello. World.');
    expect(summarize('')).toBe('');
    expect(summarize('A whole sentence. A ⟨?⟩ one. An end.')).toBe('A whole sentence. An end.');
  });
});

describe('detectLanguage', () => {
  it.each([
    ['en', 'The boat was at the harbour, and nobody was in it.'],
    ['de', 'Das Boot lag im Hafen und niemand war auf dem Schiff.'],
    ['fr', 'Le bateau était dans le port, et il n’y avait personne avec lui.'],
    ['no', 'Båten lå ved kaia, og det var ingen som kunne se den.'],
    ['ja', '船は港にあった。誰もいなかった。'],
    ['ru', 'Лодка стояла в гавани.'],
    ['en', ''],
  ])('tells %s', (language, text) => {
    expect(detectLanguage(text)).toBe(language);
  });
});

describe('findSourceText', () => {
  it('takes the longest marked block, else everything', () => {
    expect(findSourceText(['Title: <b>X</b>\n<transcript lang="en">The text.</transcript>'])).toBe(
      'The text.',
    );
    expect(findSourceText(['Sum up:\n```text\nThe text.\n```'])).toBe('The text.');
    expect(findSourceText(['First.', 'Second.'])).toBe('First.\n\nSecond.');
  });
});

describe('splitSentences', () => {
  it('minds quotes, abbreviations and paragraphs', () => {
    expect(splitSentences('"Go," said Mr. Pell. "Now!" He\nwent\n\nA heading\n\nEnd')).toEqual([
      '"Go," said Mr. Pell.',
      '"Now!"',
      'He went',
      'A heading',
      'End',
    ]);
  });
});

describe('answerFromSchema', () => {
  const text = 'Write a letter to the harbour board. Then mend the clock. Buy salt.';

  it('answers any schema with something that fits it', () => {
    const schema = z.object({
      kind: z.enum(['task', 'note']),
      exact: z.literal('yes'),
      prompts: z.array(z.object({ text: z.string(), priority: z.int().min(1) })).min(3),
      maybe: z.string().nullable(),
      done: z.boolean(),
      short: z.string().max(5),
      either: z.union([z.object({ a: z.number().positive() }), z.string()]),
      keywords: z.array(z.string()).max(2),
      language: z.string(),
    });
    const answer = schema.parse(answerFromSchema(z.toJSONSchema(schema) as never, text));
    expect(answer.prompts.map((prompt) => prompt.text)).toEqual([
      'Write a letter to the harbour board.',
      'Then mend the clock.',
      'Buy salt.',
    ]);
    expect(answer.language).toBe('en');
  });

  it('follows references, even to itself', () => {
    interface Node {
      name: string;
      children: Node[];
    }
    const node: z.ZodType<Node> = z.object({
      name: z.string(),
      get children() {
        return z.array(node);
      },
    });
    const answer = answerFromSchema(z.toJSONSchema(node) as never, text);
    expect(node.safeParse(answer).success).toBe(true);
  });

  it('gives three different tags even of a text without words', () => {
    const properties = { tag1: {}, tag2: {}, tag3: {} };
    const answer = answerFromSchema({ type: 'object', properties }, '') as Record<string, string>;
    expect(new Set(Object.values(answer)).size).toBe(3);
  });
});
