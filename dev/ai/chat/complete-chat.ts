import { randomUUID } from 'node:crypto';
import type { ContentFault } from '../call.ts';
import { countTokens } from '../count-tokens.ts';
import type { ChatRequest } from './read-chat-request.ts';
import { writeContent } from './write-content.ts';

const refusalText = "I'm sorry, I can't assist with that request.";

/**
 * A chat completion, taken out of the text that the user sent: nothing is made up.
 *
 * @throws OpenAiError 400 for a strict schema that OpenAI would refuse
 */
export function completeChat(request: ChatRequest, fault: ContentFault | null) {
  const refused = fault?.kind === 'refusal';
  const whole = fault?.kind === 'empty_text' ? '' : writeContent(request, fault);
  const content = whole.slice(0, contentLimit(whole, request, fault));
  const promptTokens = countTokens(request.messages.map(({ text }) => text).join('\n'));
  const completionTokens = countTokens(refused ? refusalText : content);
  return {
    id: `chatcmpl-${randomUUID().replaceAll('-', '')}`,
    object: 'chat.completion',
    created: Math.floor(Date.now() / 1000),
    model: request.model,
    choices: [
      {
        index: 0,
        message: {
          role: 'assistant',
          content: refused ? null : content,
          refusal: refused ? refusalText : null,
          annotations: [],
        },
        logprobs: null,
        finish_reason: content.length < whole.length && !refused ? 'length' : 'stop',
      },
    ],
    usage: {
      prompt_tokens: promptTokens,
      completion_tokens: completionTokens,
      total_tokens: promptTokens + completionTokens,
      prompt_tokens_details: { cached_tokens: 0, audio_tokens: 0 },
      completion_tokens_details: { reasoning_tokens: 0, audio_tokens: 0 },
    },
    service_tier: 'default',
    system_fingerprint: 'lector-stand-in',
  };
}

/** How many characters are said: as many as the tokens allow, and as a fault leaves. */
function contentLimit(whole: string, { maxTokens }: ChatRequest, fault: ContentFault | null) {
  const allowed = maxTokens === null ? Infinity : maxTokens * 4;
  const left = fault?.kind === 'truncate_text' ? Math.floor(whole.length * fault.keep) : Infinity;
  return Math.min(allowed, left);
}
