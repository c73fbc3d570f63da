import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import OpenAI from 'openai';
import { z } from 'zod';
import { askForJson } from '../../../platform/language-model/ask-for-json.ts';

interface Asked {
  response_format?: { type: string; json_schema?: { schema: object } };
  messages: { role: string; content: string }[];
}

const schema = z.object({
  list: z.array(z.object({ a: z.string().min(1), b: z.string().max(5) })).max(2),
});

describe('a question that is answered with JSON', () => {
  let server: Server;
  let client: OpenAI;
  let asked: Asked[];
  /** What the server takes, and what it says to each question in turn. */
  let takes: (string | undefined)[];
  let says: string[];

  beforeAll(async () => {
    server = createServer((request, response) => {
      void json(request).then((body) => {
        const question = body as Asked;
        asked.push(question);
        const isTaken = takes.includes(question.response_format?.type);
        const message = { role: 'assistant', content: says[asked.length - 1] ?? '' };
        const answer = isTaken
          ? { choices: [{ message }], usage: { prompt_tokens: 10, completion_tokens: 2 } }
          : { error: { message: 'unknown response_format' } };
        response.writeHead(isTaken ? 200 : 400, { 'content-type': 'application/json' });
        response.end(JSON.stringify(answer));
      });
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    client = new OpenAI({ baseURL: `http://127.0.0.1:${port}/v1`, apiKey: 'k', maxRetries: 0 });
  });
  afterAll(() => {
    server.close();
    server.closeAllConnections();
  });
  beforeEach(() => {
    asked = [];
    takes = ['json_schema', 'json_object', undefined];
  });

  function ask() {
    const question = {
      model: 'm',
      name: 'things',
      schema,
      messages: [{ role: 'user' as const, content: 'Say JSON.' }],
      read: (answer: unknown) => schema.parse(answer),
    };
    return askForJson(client, question, AbortSignal.timeout(10_000));
  }

  const good = JSON.stringify({ list: [{ a: 'x', b: 'y' }] });

  it('goes with a schema that strict modes take, at any depth', async () => {
    says = [good];
    const { answer, usage } = await ask();
    expect(answer).toEqual({ list: [{ a: 'x', b: 'y' }] });
    expect(usage).toEqual({ inputTokens: 10, outputTokens: 2 });
    const string = { type: 'string' };
    const closed = { additionalProperties: false, type: 'object' };
    const item = { ...closed, properties: { a: string, b: string }, required: ['a', 'b'] };
    expect(asked[0]?.response_format?.json_schema?.schema).toEqual({
      ...closed,
      properties: { list: { type: 'array', items: item } },
      required: ['list'],
    });
  });

  it('falls back to what a plainer server understands', async () => {
    takes = [undefined];
    says = ['', '', `Here you are:\n\`\`\`json\n${good}\n\`\`\``];
    expect((await ask()).answer.list).toHaveLength(1);
    expect(asked.map(({ response_format: format }) => format?.type)).toEqual([
      'json_schema',
      'json_object',
      undefined,
    ]);
  });

  it('is asked once more, with what was wrong, and both are counted', async () => {
    says = [JSON.stringify({ list: [{ a: '', b: 'much too long' }] }), good];
    const { usage } = await ask();
    expect(usage).toEqual({ inputTokens: 20, outputTokens: 4 });
    const [, wrong, repair] = asked[1]?.messages ?? [];
    expect(wrong).toEqual({ role: 'assistant', content: says[0] });
    expect(repair?.content).toMatch(/does not fit.*list\[0\]\.b/s);
  });

  it('is given up after that', async () => {
    says = ['not JSON', JSON.stringify({})];
    await expect(ask()).rejects.toMatchObject({ code: 'ai_bad_answer' });
    expect(asked).toHaveLength(2);
  });
});
