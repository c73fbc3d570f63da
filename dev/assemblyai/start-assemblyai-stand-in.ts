import { once } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createFaultPlan } from '../ai/faults/fault-plan.ts';
import type { Fault } from '../ai/faults/fault-rules.ts';
import { listen } from '../ai/listen.ts';
import { serveAdmin } from '../ai/serve-admin.ts';
import { createStandIn, type RunningStandIn, type StandInOptions } from '../ai/stand-in.ts';
import { frontPage } from './front-page.ts';
import { createJobBook } from './job-book.ts';
import { serveCall } from './serve-call.ts';
import type { AssemblyAiStandIn } from './stand-in.ts';
import { jobPath, workJob } from './work-job.ts';

/**
 * Starts a stand-in that speaks AssemblyAI's protocol over tone-coded audio, with the ledger and the faults on order
 * that the one for OpenAI has. Its `url` is `ASSEMBLYAI_BASE_URL`. Closing, it lets the jobs under way end.
 *
 * @throws Error `EADDRINUSE` where the port is taken
 */
export async function startAssemblyAiStandIn(options: StandInOptions): Promise<RunningStandIn> {
  const closing = new AbortController();
  const faults = createFaultPlan(applies);
  const jobs = createJobBook((job) => workJob(standIn, job));
  const standIn: AssemblyAiStandIn = {
    ...(await createStandIn(options.dataDirectory, faults, closing.signal)),
    uploads: new Map(),
    jobs,
  };
  const { server, url, port } = await listen(options, (request, response) =>
    serve(standIn, request, response),
  );
  return {
    url,
    port,
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
