import OpenAI, { AzureOpenAI } from 'openai';
import { Agent } from 'undici';
import type { Config } from './config.ts';

/** Long enough for a slow local model on a whole chunk. */
const timeoutMs = 20 * 60 * 1000;

type OpenAiAddress = Pick<Config['ai'], 'apiKey' | 'baseUrl'> &
  Partial<Pick<Config['ai'], 'azure'>>;

/**
 * The client for OpenAI, Azure OpenAI or any server that speaks the protocol. It never retries: a quota error would be
 * retried in vain, and Retry-After over a minute ignored; Temporal does it, with the error classified.
 */
export function createOpenAiClient(config: OpenAiAddress): OpenAI {
  const shared = {
    maxRetries: 0,
    timeout: timeoutMs,
    // Node's fetch gives up on headers after 5 minutes, whatever the client's own timeout says.
    fetchOptions: { dispatcher: new Agent({ headersTimeout: timeoutMs, bodyTimeout: timeoutMs }) },
  };
  if (config.azure) {
    return new AzureOpenAI({
      ...shared,
      endpoint: config.azure.endpoint,
      apiKey: config.azure.apiKey,
      apiVersion: config.azure.apiVersion ?? '2025-03-01-preview',
    });
  }
  return new OpenAI({
    ...shared,
    // A local server without keys still wants the header.
    apiKey: config.apiKey ?? 'none',
    ...(config.baseUrl === undefined ? {} : { baseURL: config.baseUrl }),
  });
}
