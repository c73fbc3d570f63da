import Koa, { type Context } from 'koa';
import { problemHandler } from '../../api/http/middleware/problem-handler.ts';
import { requestId } from '../../api/http/middleware/request-id.ts';
import { serve, type RunningServer } from '../../api/serve.ts';
import { createLogger } from '../../platform/logger.ts';

export interface KoaServer extends RunningServer {
  url: string;
}

/** One handler behind the API's own request ids and problems, on a real server. */
export async function serveHandler(handle: (ctx: Context) => Promise<void>): Promise<KoaServer> {
  const app = new Koa();
  app.silent = true;
  app.use(requestId);
  app.use(problemHandler(createLogger({ level: 'silent', part: 'test' })));
  app.use(handle);
  const server = await serve(app, 0);
  return { ...server, url: `http://127.0.0.1:${server.port}` };
}
