import { z } from 'zod';
import { invalidRequest } from '../openai-error.ts';

const contentSchema = z.union([
  z.string(),
  z.array(z.looseObject({ type: z.string(), text: z.string().optional() })),
]);

const jsonSchemaFormat = z.object({
  type: z.literal('json_schema'),
  json_schema: z.object({
    name: z.string(),
    strict: z.boolean().nullish(),
    schema: z.record(z.string(), z.unknown()).optional(),
  }),
});

const requestSchema = z.looseObject({
  model: z.string(),
  messages: z.array(z.looseObject({ role: z.string(), content: contentSchema.nullish() })).min(1),
  response_format: z
    .discriminatedUnion('type', [
      z.object({ type: z.literal('text') }),
      z.object({ type: z.literal('json_object') }),
      jsonSchemaFormat,
    ])
    .nullish(),
  max_tokens: z.int().positive().nullish(),
  max_completion_tokens: z.int().positive().nullish(),
  stream: z.boolean().nullish(),
});

export type ChatFormat = NonNullable<z.infer<typeof requestSchema>['response_format']>;

export interface ChatRequest {
  model: string;
  /** Text of every message, by role, in order. */
  messages: { role: string; text: string }[];
  format: ChatFormat;
  maxTokens: number | null;
}

/**
 * A chat request as far as the stand-in minds it.
 *
 * @throws OpenAiError 400 in the manner of OpenAI
 */
export function readChatRequest(body: unknown): ChatRequest {
  const parsed = requestSchema.safeParse(body);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const param = issue?.path.join('.') || null;
    throw invalidRequest(`Invalid request: ${param ?? 'body'}: ${issue?.message}`, {
      param,
      code: 'invalid_type',
    });
  }
  const request = parsed.data;
  if (request.stream) {
    throw invalidRequest('The stand-in does not stream.', {
      param: 'stream',
      code: 'unsupported_value',
    });
  }
  const messages = request.messages.map(({ role, content }) => ({ role, text: textOf(content) }));
  const format = request.response_format ?? { type: 'text' };
  if (format.type === 'json_object' && !messages.some(({ text }) => /json/i.test(text))) {
    throw invalidRequest(
      "'messages' must contain the word 'json' in some form, to use 'response_format' of type 'json_object'.",
      { param: 'messages' },
    );
  }
  return {
    model: request.model,
    messages,
    format,
    maxTokens: request.max_completion_tokens ?? request.max_tokens ?? null,
  };
}

function textOf(content: z.infer<typeof contentSchema> | null | undefined): string {
  if (typeof content === 'string') return content;
  return (content ?? []).map((part) => part.text ?? '').join('\n');
}
