import { createServer, type Server } from 'node:http';
import { once } from 'node:events';
import type Koa from 'koa';
import { answerClientError } from './answer-client-error.ts';

/** A peer that sends nothing for so long has gone; a slow upload is not cut while bytes still come. */
const idleMs = 120_000;
const drainMs = 10_000;

export interface RunningServer {
  port: number;
  /** Lets requests under way finish, for at most 10 s, and takes no new ones. */
  stop(): Promise<void>;
}

/** @throws Error with code EADDRINUSE when the port is taken */
export async function serve(app: Koa, port: number): Promise<RunningServer> {
  const server = createServer({ maxHeaderSize: 16 * 1024 }, app.callback());
  server.requestTimeout = 0;
  server.headersTimeout = 30_000;
  server.keepAliveTimeout = 65_000;
  server.setTimeout(idleMs);
  server.on('clientError', answerClientError);
  server.listen(port);
  await once(server, 'listening');
  const address = server.address();
  return {
    port: typeof address === 'object' && address ? address.port : port,
    stop: () => stop(server),
  };
}

async function stop(server: Server): Promise<void> {
  const closed = once(server, 'close');
  server.close();
  // A connection whose request was under way is kept alive once it is answered.
  const sweep = setInterval(() => server.closeIdleConnections(), 50);
  const timer = setTimeout(() => server.closeAllConnections(), drainMs);
  await closed;
  clearTimeout(timer);
  clearInterval(sweep);
}
