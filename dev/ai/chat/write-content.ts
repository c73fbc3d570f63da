import type { ContentFault } from '../call.ts';
import { answerFromSchema } from './answer-from-schema.ts';
import { findSourceText } from './find-source-text.ts';
import { assertStrict, type JsonSchema } from './json-schema.ts';
import { pickTags } from './pick-tags.ts';
import type { ChatRequest } from './read-chat-request.ts';
import { summarize } from './summarize.ts';

const string = { type: 'string' };
const threeTags = { type: 'array', items: string, minItems: 3, maxItems: 3 };
/** The shapes of an answer where the format names none: the one whose keys the messages speak of. */
const tagByTag = { properties: { summary: string, tag1: string, tag2: string, tag3: string } };
const toDo = {
  properties: {
    prompts: { type: 'array', items: { properties: { prompt: string, quote: string } } },
  },
};
const tagList = { properties: { summary: string, tags: threeTags } };

/**
 * What the model says: JSON by its schema, JSON with a summary and tags, or prose.
 *
 * @throws OpenAiError 400 for a strict schema that OpenAI would refuse
 */
export function writeContent(
  { format, messages }: ChatRequest,
  fault: ContentFault | null,
): string {
  const userMessages = messages.filter(({ role }) => role === 'user').map(({ text }) => text);
  const text = findSourceText(userMessages);
  const everything = messages.map((message) => message.text).join('\n');
  const usual = /"quote"/.test(everything)
    ? toDo
    : everything.includes('tag1')
      ? tagByTag
      : tagList;
  if (format.type === 'json_schema') {
    const schema = (format.json_schema.schema ?? {}) as JsonSchema;
    if (format.json_schema.strict) assertStrict(schema, format.json_schema.name);
    return JSON.stringify(spoilTags(answerFromSchema(schema, text), fault));
  }
  const answer = JSON.stringify(spoilTags(answerFromSchema(usual, text), fault));
  if (format.type === 'json_object') return answer;
  // Asked for JSON in words alone, models like to wrap it up.
  if (/json/i.test(everything)) return `Here is the JSON:\n\n\`\`\`json\n${answer}\n\`\`\``;
  return `${summarize(text)}\n\nTags: ${pickTags(text, 3).join(', ')}`;
}

/** Another number of tags than was asked for: as an array, or as tag1, tag2 and so on. */
function spoilTags(answer: unknown, fault: ContentFault | null): unknown {
  if (fault?.kind !== 'wrong_tag_count' || typeof answer !== 'object' || !answer) return answer;
  const kept = Object.entries(answer).filter(([key]) => !/^tag_?\d$/i.test(key));
  const separate = kept.length < Object.keys(answer).length;
  const spoilt = Object.fromEntries(
    kept.map(([key, value]) => [key, Array.isArray(value) ? resize(value, fault.count) : value]),
  );
  if (!separate) return spoilt;
  const values = Object.entries(answer).filter(([key]) => /^tag_?\d$/i.test(key));
  for (let index = 0; index < fault.count; index++) {
    spoilt[`tag${index + 1}`] = values[index]?.[1] ?? `surplus ${index + 1}`;
  }
  return spoilt;
}

function resize(list: unknown[], length: number): unknown[] {
  return Array.from({ length }, (_, index) => list[index] ?? `surplus ${index + 1}`);
}
