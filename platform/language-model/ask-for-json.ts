import type OpenAI from 'openai';
import type {
  ChatCompletionMessageParam,
  ChatCompletionCreateParamsNonStreaming,
} from 'openai/resources/chat/completions';
import { z } from 'zod';
import { LectorFailure } from '../../domain/failure.ts';
import { aiFailure } from '../ai-failure.ts';
import { parseTolerantly } from './parse-tolerantly.ts';
import { strictSchema } from './strict-schema.ts';

export interface TokenUsage {
  inputTokens: number;
  outputTokens: number;
}

/** A question that is answered with one JSON object. */
export interface JsonQuestion<Answer> {
  model: string;
  /** For the provider: letters and underscores. */
  name: string;
  /** What the answer must look like, before it is looked at. */
  schema: z.ZodType;
  messages: ChatCompletionMessageParam[];
  /** @throws ZodError for an answer that is no use; the model is shown what it says */
  read(answer: unknown): Answer;
}

type ResponseFormat = NonNullable<ChatCompletionCreateParamsNonStreaming['response_format']>;

const completionSchema = z.object({
  choices: z
    .array(
      z.object({
        finish_reason: z.string().nullish(),
        message: z.object({ content: z.string().nullish(), refusal: z.string().nullish() }),
      }),
    )
    .min(1),
  usage: z.object({ prompt_tokens: z.number(), completion_tokens: z.number() }).nullish(),
});

/**
 * @throws LectorFailure with an `ai_…` code; `ai_bad_answer` when even a second request, which shows the model its
 * mistake, brings nothing usable
 */
export async function askForJson<Answer>(
  client: OpenAI,
  question: JsonQuestion<Answer>,
  signal: AbortSignal,
): Promise<{ answer: Answer; usage: TokenUsage }> {
  const usage: TokenUsage = { inputTokens: 0, outputTokens: 0 };
  const first = await askInSomeFormat(client, question, usage, signal);
  const reading = read(question, first);
  if (reading.success) return { answer: reading.answer, usage };
  const messages: ChatCompletionMessageParam[] = [
    ...question.messages,
    { role: 'assistant', content: first },
    { role: 'user', content: `That does not fit: ${reading.problem}. Send the JSON object again.` },
  ];
  const second = await askInSomeFormat(client, { ...question, messages }, usage, signal);
  const repaired = read(question, second);
  if (repaired.success) return { answer: repaired.answer, usage };
  throw new LectorFailure(
    'ai_bad_answer',
    `The model's ${question.name} does not fit: ${repaired.problem}`,
  );
}

/** From the strictest to the plainest: servers that speak the protocol differ in what they understand. */
function formatsOf({ name, schema }: JsonQuestion<unknown>): (ResponseFormat | undefined)[] {
  return [
    { type: 'json_schema', json_schema: { name, strict: true, schema: strictSchema(schema) } },
    { type: 'json_object' },
    undefined,
  ];
}

async function askInSomeFormat(
  client: OpenAI,
  question: JsonQuestion<unknown>,
  usage: TokenUsage,
  signal: AbortSignal,
): Promise<string> {
  const { model, messages } = question;
  const formats = formatsOf(question);
  for (const [index, format] of formats.entries()) {
    const params = { model, messages, ...(format ? { response_format: format } : {}) };
    try {
      return await ask(client, params, usage, signal);
    } catch (error) {
      signal.throwIfAborted();
      const failure = aiFailure(error);
      const rejected = failure instanceof LectorFailure && failure.code === 'ai_rejected_input';
      if (!rejected || index === formats.length - 1) throw failure;
    }
  }
  throw new Error('There is always a last format');
}

async function ask(
  client: OpenAI,
  params: ChatCompletionCreateParamsNonStreaming,
  usage: TokenUsage,
  signal: AbortSignal,
): Promise<string> {
  const parsed = completionSchema.safeParse(
    await client.chat.completions.create(params, { signal }),
  );
  if (!parsed.success) {
    throw new LectorFailure(
      'ai_bad_answer',
      'The provider answered with something other than a completion.',
    );
  }
  usage.inputTokens += parsed.data.usage?.prompt_tokens ?? 0;
  usage.outputTokens += parsed.data.usage?.completion_tokens ?? 0;
  const [choice] = parsed.data.choices;
  if (choice?.message.refusal || choice?.finish_reason === 'content_filter') {
    throw new LectorFailure(
      'ai_refused_content',
      choice.message.refusal ?? 'The content filter stepped in.',
    );
  }
  return choice?.message.content ?? '';
}

function read<Answer>(
  question: JsonQuestion<Answer>,
  text: string,
): { success: true; answer: Answer } | { success: false; problem: string } {
  try {
    return { success: true, answer: question.read(parseTolerantly(text)) };
  } catch (error) {
    const problem = error instanceof z.ZodError ? z.prettifyError(error) : 'it is not JSON';
    return { success: false, problem: problem.slice(0, 500) };
  }
}
