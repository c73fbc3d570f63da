import type OpenAI from 'openai';
import { extractPrompts, type PromptsRequest, type PromptsResult } from './extract-prompts.ts';
import { summarizeBook, type SummaryRequest, type SummaryResult } from './summarize-book.ts';

/** What Lector asks a language model. Errors are LectorFailures with an `ai_…` code. */
export interface LanguageModel {
  summarizeBook(request: SummaryRequest, signal: AbortSignal): Promise<SummaryResult>;
  extractPrompts(request: PromptsRequest, signal: AbortSignal): Promise<PromptsResult>;
}

export function createLanguageModel(client: OpenAI): LanguageModel {
  return {
    summarizeBook: (request, signal) => summarizeBook(client, request, signal),
    extractPrompts: (request, signal) => extractPrompts(client, request, signal),
  };
}
