import { once } from 'node:events';
import { mkdir, rm } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { createFaultPlan } from '../ai/faults/fault-plan.ts';
import type { Fault } from '../ai/faults/fault-rules.ts';
import { openLedger } from '../ai/ledger.ts';
import { serveAdmin } from '../ai/serve-admin.ts';
import type { AiStandInOptions, RunningAiStandIn } from '../ai/start-ai-stand-in.ts';
import { frontPage } from './front-page.ts';
import { createJobBook } from './job-book.ts';
import { serveCall } from './serve-call.ts';
import type { AssemblyAiStandIn } from './stand-in.ts';
import { jobPath, workJob } from './work-job.ts';

/**
 * Starts a stand-in that speaks AssemblyAI's protocol over tone-coded audio, with the ledger and the faults on order
 * that the one for OpenAI has. Its `url` is `ASSEMBLYAI_BASE_URL`.
 *
 * @throws Error `EADDRINUSE` where the port is taken
 */
export async function startAssemblyAiStandIn(options: AiStandInOptions): Promise<RunningAiStandIn> {
  const { port, dataDirectory, host = '127.0.0.1' } = options;
  const uploadDirectory = join(dataDirectory, 'uploads');
  await rm(uploadDirectory, { recursive: true, force: true });
  await mkdir(uploadDirectory, { recursive: true });
  const closing = new AbortController();
  const jobs = createJobBook((job) => workJob(standIn, job));
  const standIn: AssemblyAiStandIn = {
    ledger: openLedger(dataDirectory),
    faults: createFaultPlan(applies),
    latency: { fixed_seconds: 0, per_audio_second: 0 },
    uploadDirectory,
    closing: closing.signal,
    uploads: new Map(),
    jobs,
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
      await jobs.settled();
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

async function serve(
  standIn: AssemblyAiStandIn,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const address = new URL(request.url ?? '/', 'http://stand-in');
  if (address.pathname === '/') {
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(frontPage);
  } else if (address.pathname.startsWith('/stand-in/')) {
    await serveAdmin(standIn, request, response, address.pathname);
  } else {
    await serveCall(standIn, request, response, address);
  }
}

const ofJobs = new Set<Fault['kind']>(['job_error', 'empty_text', 'truncate_text']);
const ofBoth = new Set<Fault['kind']>(['hang', 'delay']);
const ofChats = new Set<Fault['kind']>(['refusal', 'wrong_tag_count']);

function applies(kind: Fault['kind'], path: string): boolean {
  if (ofChats.has(kind)) return false;
  return ofBoth.has(kind) || ofJobs.has(kind) === (path === jobPath);
}
