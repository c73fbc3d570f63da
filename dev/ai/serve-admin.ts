import type { IncomingMessage, ServerResponse } from 'node:http';
import { z } from 'zod';
import { faultsSchema, latencySchema } from './faults/fault-rules.ts';
import { OpenAiError, unknownUrl } from './openai-error.ts';
import { readJson } from './read-json.ts';
import type { StandIn } from './stand-in.ts';

/** What belongs to the stand-in and not to OpenAI: the ledger, the faults, the latency. Answers are JSON. */
export async function serveAdmin(
  standIn: StandIn,
  request: IncomingMessage,
  response: ServerResponse,
  path: string,
): Promise<void> {
  try {
    const handler = handlers[`${request.method} ${path}`];
    if (!handler) throw unknownUrl(request.method ?? '', path);
    send(response, 200, await handler(standIn, () => readJson(request)));
  } catch (error) {
    const problem = toProblem(error);
    send(response, problem.status, { error: { message: problem.message } });
  }
}

type Handler = (standIn: StandIn, body: () => Promise<unknown>) => unknown;

const handlers: Record<string, Handler> = {
  'GET /stand-in/ledger': ({ ledger }) => ({ calls: ledger.calls(), totals: ledger.totals() }),
  'DELETE /stand-in/ledger': ({ ledger }) => {
    ledger.clear();
    return { calls: ledger.calls(), totals: ledger.totals() };
  },
  'GET /stand-in/faults': ({ faults }) => ({ rules: faults.list() }),
  'PUT /stand-in/faults': async ({ faults }, body) => {
    faults.replace(faultsSchema.parse(await body()));
    return { rules: faults.list() };
  },
  'DELETE /stand-in/faults': ({ faults }) => {
    faults.replace({ rules: [], seed: 1 });
    return { rules: [] };
  },
  'GET /stand-in/latency': ({ latency }) => latency,
  'PUT /stand-in/latency': async (standIn, body) => {
    standIn.latency = latencySchema.parse(await body());
    return standIn.latency;
  },
  'DELETE /stand-in/latency': (standIn) => {
    standIn.latency = latencySchema.parse({});
    return standIn.latency;
  },
};

function toProblem(error: unknown): { status: number; message: string } {
  if (error instanceof z.ZodError) return { status: 400, message: z.prettifyError(error) };
  if (error instanceof OpenAiError) return { status: error.status, message: error.message };
  throw error;
}

function send(response: ServerResponse, status: number, value: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json', 'x-lector-stand-in': 'true' });
  response.end(JSON.stringify(value));
}
