import { once } from 'node:events';
import { mkdir, rm } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { createFaultPlan } from './faults/fault-plan.ts';
import { frontPage } from './front-page.ts';
import { openLedger, type Ledger } from './ledger.ts';
import { serveAdmin } from './serve-admin.ts';
import { serveCall } from './serve-call.ts';
import type { StandIn } from './stand-in.ts';

export interface AiStandInOptions {
  /** 0 takes a free one. */
  port: number;
  /** Holds the ledger, and uploads while they are worked on. */
  dataDirectory: string;
  host?: string;
}

export interface RunningAiStandIn {
  /** Without a path: `OPENAI_BASE_URL` is this with `/v1`. */
  url: string;
  port: number;
  ledger: Ledger;
  /** Lets the calls under way end (waits are cut short), then closes. */
  close(): Promise<void>;
}

const closeTimeoutMs = 10_000;

/**
 * Starts the AI stand-in: OpenAI's protocol over tone-coded audio and extracts, with a ledger and with faults on order.
 *
 * @throws Error `EADDRINUSE` where the port is taken
 */
export async function startAiStandIn(options: AiStandInOptions): Promise<RunningAiStandIn> {
  const { port, dataDirectory, host = '127.0.0.1' } = options;
  const uploadDirectory = join(dataDirectory, 'uploads');
  await rm(uploadDirectory, { recursive: true, force: true });
  await mkdir(uploadDirectory, { recursive: true });
  const closing = new AbortController();
  const standIn: StandIn = {
    ledger: openLedger(dataDirectory),
    faults: createFaultPlan(),
    latency: { fixed_seconds: 0, per_audio_second: 0 },
    uploadDirectory,
    closing: closing.signal,
  };
  const server = createServer((request, response) => {
    serve(standIn, request, response).catch((error: unknown) => {
      console.error(error);
      response.destroy();
    });
  });
  server.listen(port, host);
  await once(server, 'listening');
  const address = server.address() as AddressInfo;
  return {
    url: `http://${host}:${address.port}`,
    port: address.port,
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
