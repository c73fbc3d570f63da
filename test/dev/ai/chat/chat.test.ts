import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { zodResponseFormat } from 'openai/helpers/zod';
import { z } from 'zod';
import { splitSentences } from '../../../../dev/ai/chat/split-sentences.ts';
import { parseBookText } from '../../../../dev/samples/parse-book-text.ts';
import { errorOf, startTestStandIn, type TestStandIn } from '../test-stand-in.ts';

let standIn: TestStandIn;
let chapter = '';

beforeAll(async () => {
  standIn = await startTestStandIn();
  const file = new URL('../../../../dev/samples/books/the-salt-almanac.txt', import.meta.url);
  const [first] = parseBookText(await readFile(file, 'utf8'));
  chapter = (first?.text ?? '').replaceAll(/\s+/g, ' ');
});
afterAll(() => standIn[Symbol.asyncDispose]());

function messages(instructions = 'Summarise the text.') {
  return [
    { role: 'system' as const, content: instructions },
    {
      role: 'user' as const,
      content: `Title: Ignored Title\n<transcript>\n${chapter}\n</transcript>`,
    },
  ];
}

const summarySchema = z.object({
  summary: z.string(),
  tag1: z.string(),
  tag2: z.string(),
  tag3: z.string(),
});

function expectGoodSummary({ summary, tags }: { summary: string; tags: string[] }): void {
  const sentences = splitSentences(summary);
  expect(sentences.length).toBeGreaterThanOrEqual(2);
  expect(sentences.length).toBeLessThanOrEqual(4);
  for (const sentence of sentences) expect(chapter).toContain(sentence);
  expect(summary).not.toContain('\n');
  expect(new Set(tags).size).toBe(3);
  for (const tag of tags) {
    expect(tag).toBe(tag.toLowerCase());
    expect(chapter.toLowerCase()).toContain(tag);
  }
}

describe('POST /v1/chat/completions', () => {
  it('fills a strict schema from the text between the tags', async () => {
    const completion = await standIn.client.chat.completions.parse({
      model: 'gpt-4o-mini',
      messages: messages(),
      response_format: zodResponseFormat(summarySchema, 'book_summary'),
    });
    const { summary, tag1, tag2, tag3 } =
      completion.choices[0]?.message.parsed ?? summarySchema.parse({});
    expectGoodSummary({ summary, tags: [tag1, tag2, tag3] });
    expect(completion.choices[0]?.finish_reason).toBe('stop');
    expect(completion.system_fingerprint).toBe('lector-stand-in');
    const { usage } = completion;
    expect(usage?.prompt_tokens).toBeGreaterThan(chapter.length / 4);
    expect(usage?.total_tokens).toBe((usage?.prompt_tokens ?? 0) + (usage?.completion_tokens ?? 0));
  });

  it('gives three tags in a list, too', async () => {
    const schema = z.object({ summary: z.string(), tags: z.array(z.string()).length(3) });
    const completion = await standIn.client.chat.completions.parse({
      model: 'gpt-4o-mini',
      messages: messages(),
      response_format: zodResponseFormat(schema, 'book_summary'),
    });
    const answer = completion.choices[0]?.message.parsed ?? schema.parse({});
    expect(answer.tags).toHaveLength(3);
    expectGoodSummary(answer);
  });

  it('answers a JSON object with the keys that the messages speak of', async () => {
    const ask = async (instructions: string) => {
      const completion = await standIn.client.chat.completions.create({
        model: 'gpt-4o-mini',
        messages: messages(instructions),
        response_format: { type: 'json_object' },
      });
      return JSON.parse(completion.choices[0]?.message.content ?? '') as object;
    };
    expect(Object.keys(await ask('JSON with "summary", "tag1", "tag2", "tag3"'))).toEqual([
      'summary',
      'tag1',
      'tag2',
      'tag3',
    ]);
    expect(Object.keys(await ask('Answer in JSON.'))).toEqual(['summary', 'tags']);
  });

  it('wraps JSON in prose and a fence when it is asked in words alone', async () => {
    const completion = await standIn.client.chat.completions.create({
      model: 'gpt-4o-mini',
      messages: messages('Answer with one JSON object: summary, tag1, tag2, tag3.'),
    });
    const content = completion.choices[0]?.message.content ?? '';
    expect(content).toMatch(/^Here is the JSON:\n\n```json\n\{.*\}\n```$/s);
    const { tag1, tag2, tag3, summary } = summarySchema.parse(
      JSON.parse(content.slice(content.indexOf('{'), content.lastIndexOf('}') + 1)),
    );
    expectGoodSummary({ summary, tags: [tag1, tag2, tag3] });
  });

  it('answers in prose otherwise', async () => {
    const completion = await standIn.client.chat.completions.create({
      model: 'gpt-4o-mini',
      messages: messages(),
    });
    expect(completion.choices[0]?.message.content).toMatch(/\n\nTags: \w+, \w+, \w+$/);
  });

  it('reads content in parts, and stops at max_tokens', async () => {
    const completion = await standIn.client.chat.completions.create({
      model: 'gpt-4o-mini',
      messages: [{ role: 'user', content: [{ type: 'text', text: chapter }] }],
      max_completion_tokens: 5,
    });
    expect(completion.choices[0]?.finish_reason).toBe('length');
    expect(completion.choices[0]?.message.content).toHaveLength(20);
  });

  it('refuses what OpenAI refuses', async () => {
    const ask = (more: object) =>
      errorOf(
        standIn.client.chat.completions.create({
          model: 'gpt-4o-mini',
          messages: messages(),
          ...more,
        } as never),
      );
    const open = { type: 'object', properties: { a: { type: 'string' } }, required: ['a'] };
    const loose = { ...open, additionalProperties: false, required: [] };
    const format = (schema: object) => ({
      response_format: { type: 'json_schema', json_schema: { name: 'x', strict: true, schema } },
    });
    expect(await ask(format(open))).toMatchObject({
      status: 400,
      param: 'response_format',
      message: expect.stringContaining(
        "Invalid schema for response_format 'x': In context=(), 'additionalProperties' is required",
      ),
    });
    expect((await ask(format(loose))).message).toContain("Missing 'a'");
    expect((await ask({ response_format: { type: 'json_object' } })).message).toContain(
      "'messages' must contain the word 'json'",
    );
    expect((await ask({ model: 'no-model' })).code).toBe('model_not_found');
    expect((await ask({ model: 'whisper-1' })).message).toContain('not a chat model');
    expect((await ask({ messages: [] })).status).toBe(400);
    expect((await ask({ stream: true })).code).toBe('unsupported_value');
  });
});
