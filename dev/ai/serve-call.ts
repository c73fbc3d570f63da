import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  type Answer,
  type CallFacts,
  type ContentFault,
  jsonAnswer,
  noFacts,
  type ReceivedCall,
} from './call.ts';
import type { Fault } from './faults/fault-rules.ts';
import { statusFault } from './faults/status-fault.ts';
import { missingApiKey, OpenAiError } from './openai-error.ts';
import { proxyPage } from './proxy-page.ts';
import { receiveCall } from './routes.ts';
import { sendAnswer } from './send-answer.ts';
import type { StandIn } from './stand-in.ts';

interface Outcome {
  answer: Answer & { headers?: Record<string, string> };
  paid: boolean;
}

/**
 * Serves one call under `/v1`: reads it, works out the answer, lets a fault strike, writes the ledger and only then
 * answers, so that whatever a client has seen is in the ledger, even after kill -9.
 */
export async function serveCall(
  standIn: StandIn,
  request: IncomingMessage,
  response: ServerResponse,
  path: string,
): Promise<void> {
  const id = `req_${randomUUID().replaceAll('-', '')}`;
  const started = performance.now();
  const gone = new AbortController();
  response.once('close', () => gone.abort());
  let call: ReceivedCall | null = null;
  let fault: Fault | null = null;
  let outcome: Outcome;
  try {
    if (!/^(Bearer|Basic) \S/i.test(request.headers.authorization ?? '')) throw missingApiKey();
    call = await receiveCall(request, path, standIn.uploadDirectory);
    fault = await standIn.faults.choose(path, call);
    outcome = await workOut(call, fault, path);
  } catch (error) {
    request.resume();
    outcome = { answer: toAnswer(error), paid: false };
  } finally {
    await call?.release();
  }
  if (fault?.kind === 'hang') {
    await wait(fault.seconds, [standIn.closing, gone.signal]);
  } else {
    const worked = (performance.now() - started) / 1000;
    // The work goes on when the client has left; what nobody takes is not charged for.
    await wait(latencySeconds(standIn, call) - worked, [standIn.closing]);
    if (fault?.kind === 'delay') await wait(fault.seconds, [standIn.closing]);
  }
  const clientConnected = !response.destroyed && !request.socket.destroyed;
  const durationMs = Math.round(performance.now() - started);
  const unanswered = fault?.kind === 'hang';
  standIn.ledger.append({
    id,
    time: new Date().toISOString(),
    method: request.method ?? '',
    path,
    ...presentFacts(call?.facts ?? noFacts),
    status: unanswered ? null : outcome.answer.status,
    paid: outcome.paid && clientConnected,
    fault: fault?.kind ?? null,
    duration_ms: durationMs,
    client_connected: clientConnected,
  });
  const headers = {
    'x-request-id': id,
    'openai-version': '2020-10-01',
    'openai-processing-ms': String(durationMs),
  };
  sendAnswer(
    response,
    { ...outcome.answer, headers: { ...outcome.answer.headers, ...headers } },
    fault,
  );
}

async function workOut(call: ReceivedCall, fault: Fault | null, path: string): Promise<Outcome> {
  if (fault?.kind === 'status') {
    return { answer: toAnswer(statusFault(fault, call.facts.model)), paid: false };
  }
  if (fault?.kind === 'hang' || fault?.kind === 'html') return { answer: proxyPage, paid: false };
  const contentFault = fault && isContentFault(fault) ? fault : null;
  return { answer: await call.answer(contentFault), paid: !path.startsWith('/v1/models') };
}

function isContentFault(fault: Fault): fault is Fault & ContentFault {
  return ['empty_text', 'truncate_text', 'refusal', 'wrong_tag_count'].includes(fault.kind);
}

/** How long the answer is to take altogether. */
function latencySeconds({ latency }: StandIn, call: ReceivedCall | null): number {
  const { fixed_seconds: fixed, per_audio_second: perSecond } = latency;
  return call ? fixed + perSecond * (call.facts.audioSeconds ?? 0) : 0;
}

/** Ends early when one of the signals is aborted. */
async function wait(seconds: number, signals: AbortSignal[]): Promise<void> {
  if (seconds <= 0) return;
  await sleep(seconds * 1000, undefined, { signal: AbortSignal.any(signals) }).catch(
    () => undefined,
  );
}

function toAnswer(error: unknown): Answer & { headers?: Record<string, string> } {
  if (error instanceof OpenAiError) {
    return { ...jsonAnswer({ error: error.error }, error.status), headers: error.headers };
  }
  console.error(error);
  const message = `The stand-in failed: ${error instanceof Error ? error.message : String(error)}`;
  return jsonAnswer({ error: { message, type: 'server_error', param: null, code: null } }, 500);
}

function presentFacts(facts: CallFacts) {
  return {
    model: facts.model,
    audio_sha256: facts.audioSha256,
    audio_bytes: facts.audioBytes,
    audio_seconds: facts.audioSeconds,
    words: facts.words,
    damaged_words: facts.damagedWords,
    prompt_tokens: facts.promptTokens,
    completion_tokens: facts.completionTokens,
  };
}
