import type { IncomingMessage } from 'node:http';
import { type CallFacts, jsonAnswer, noFacts, type ReceivedCall } from '../call.ts';
import { assertChatModel } from '../models.ts';
import { readJson } from '../read-json.ts';
import { completeChat } from './complete-chat.ts';
import { readChatRequest } from './read-chat-request.ts';

/** `POST /v1/chat/completions`, without streaming. */
export async function receiveChat(request: IncomingMessage): Promise<ReceivedCall> {
  const chat = readChatRequest(await readJson(request));
  const facts: CallFacts = { ...noFacts, model: chat.model };
  return {
    facts,
    text: () => Promise.resolve(chat.messages.map(({ text }) => text).join('\n')),
    answer(fault) {
      assertChatModel(chat.model);
      const completion = completeChat(chat, fault);
      facts.promptTokens = completion.usage.prompt_tokens;
      facts.completionTokens = completion.usage.completion_tokens;
      return Promise.resolve(jsonAnswer(completion));
    },
    release: () => Promise.resolve(),
  };
}
