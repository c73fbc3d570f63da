import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Answer, type CallFacts, jsonAnswer, noFacts } from '../ai/call.ts';
import type { Fault } from '../ai/faults/fault-rules.ts';
import { OpenAiError } from '../ai/openai-error.ts';
import { proxyPage } from '../ai/proxy-page.ts';
import { sendAnswer } from '../ai/send-answer.ts';
import { AssemblyAiError, unauthenticated, usualError } from './assemblyai-error.ts';
import { type AssemblyAiCall, findRoute } from './routes.ts';
import type { AssemblyAiStandIn } from './stand-in.ts';

type FullAnswer = Answer & { headers?: Record<string, string> };

/**
 * Serves one call under `/v2`: reads it, lets a fault strike, writes the ledger and only then answers. Calls cost
 * nothing; jobs do, and stand in the ledger by themselves.
 */
export async function serveCall(
  standIn: AssemblyAiStandIn,
  request: IncomingMessage,
  response: ServerResponse,
  address: URL,
): Promise<void> {
  const started = performance.now();
  const gone = new AbortController();
  response.once('close', () => gone.abort());
  let path = address.pathname;
  let facts: CallFacts = noFacts;
  let fault: Fault | null = null;
  let answer: FullAnswer;
  try {
    const apiKey = request.headers.authorization?.trim();
    if (!apiKey) throw unauthenticated();
    const route = findRoute(request.method ?? '', path);
    path = route.name;
    const asked = { standIn, request, apiKey, id: route.id, query: address.searchParams };
    const call = await route.receive(asked);
    facts = call.facts;
    fault = await standIn.faults.choose(path, { facts, text: () => Promise.resolve('') });
    answer = workOut(call, fault);
  } catch (error) {
    request.resume();
    answer = toAnswer(error);
  }
  if (fault?.kind === 'hang' || fault?.kind === 'delay') {
    const signal = AbortSignal.any([standIn.closing, gone.signal]);
    await sleep(fault.seconds * 1000, undefined, { signal }).catch(() => undefined);
  }
  standIn.ledger.append({
    id: randomUUID(),
    time: new Date().toISOString(),
    method: request.method ?? '',
    path,
    model: facts.model,
    status: fault?.kind === 'hang' ? null : answer.status,
    paid: false,
    audio_sha256: facts.audioSha256,
    audio_bytes: facts.audioBytes,
    audio_seconds: null,
    words: null,
    damaged_words: null,
    prompt_tokens: null,
    completion_tokens: null,
    fault: fault?.kind ?? null,
    duration_ms: Math.round(performance.now() - started),
    client_connected: !response.destroyed && !request.socket.destroyed,
  });
  sendAnswer(response, answer, fault);
}

/** A connection that is cut, or JSON that is, comes after the effect; the others come instead of it. */
function workOut(call: AssemblyAiCall, fault: Fault | null): FullAnswer {
  if (fault?.kind === 'status') {
    throw usualError(fault.status, fault.message, fault.retry_after_seconds);
  }
  if (fault?.kind === 'hang' || fault?.kind === 'html') return proxyPage;
  return call.answer();
}

function toAnswer(error: unknown): FullAnswer {
  if (error instanceof AssemblyAiError) {
    return { ...jsonAnswer({ error: error.message }, error.status), headers: error.headers };
  }
  // What reads JSON for both protocols.
  if (error instanceof OpenAiError) return jsonAnswer({ error: error.message }, error.status);
  console.error(error);
  return jsonAnswer({ error: 'Server error, developers have been alerted.' }, 500);
}
