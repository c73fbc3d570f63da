import { once } from 'node:events';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { createFaultPlan } from './faults/fault-plan.ts';
import { frontPage } from './front-page.ts';
import { listen } from './listen.ts';
import { serveAdmin } from './serve-admin.ts';
import { serveCall } from './serve-call.ts';
import {
  createStandIn,
  type RunningStandIn,
  type StandIn,
  type StandInOptions,
} from './stand-in.ts';

const closeTimeoutMs = 10_000;

/**
 * Starts the AI stand-in: OpenAI's protocol over tone-coded audio and extracts, with a ledger and with faults on order.
 * `OPENAI_BASE_URL` is its `url` with `/v1`. Closing, it lets the calls under way end, and cuts waits short.
 *
 * @throws Error `EADDRINUSE` where the port is taken
 */
export async function startAiStandIn(options: StandInOptions): Promise<RunningStandIn> {
  const closing = new AbortController();
  const standIn = await createStandIn(options.dataDirectory, createFaultPlan(), closing.signal);
  const { server, url, port } = await listen(options, (request, response) =>
    serve(standIn, request, response),
  );
  return {
    url,
    port,
    ledger: standIn.ledger,
    async close() {
      closing.abort();
      await closeServer(server);
    },
  };
}

async function serve(
  standIn: StandIn,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const path = (request.url ?? '/').replace(/\?.*$/, '').replace(/(?<=.)\/+$/, '');
  if (path === '/') {
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(frontPage);
  } else if (path.startsWith('/stand-in/')) {
    await serveAdmin(standIn, request, response, path);
  } else {
    await serveCall(standIn, request, response, path);
  }
}

async function closeServer(server: Server): Promise<void> {
  const closed = once(server, 'close');
  server.close();
  server.closeIdleConnections();
  const impatient = setTimeout(() => server.closeAllConnections(), closeTimeoutMs);
  await closed;
  clearTimeout(impatient);
}
