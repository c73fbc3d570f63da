import Koa, { type Context } from 'koa';
import { accessLog } from '../../api/http/middleware/access-log.ts';
import { problemHandler } from '../../api/http/middleware/problem-handler.ts';
import { requestId } from '../../api/http/middleware/request-id.ts';
import { serve, type RunningServer } from '../../api/serve.ts';
import { notedLog, type NotedLine } from './noted-log.ts';

export interface KoaServer extends RunningServer {
  url: string;
  logged: NotedLine[];
}

/** One handler behind the API's own request ids, access log and problems, on a real server. */
export async function serveHandler(handle: (ctx: Context) => Promise<void>): Promise<KoaServer> {
  const app = new Koa();
  const { log, lines } = notedLog();
  app.silent = true;
  app.use(requestId);
  app.use(accessLog(log));
  app.use(problemHandler(log));
  app.use(handle);
  const server = await serve(app, 0);
  return { ...server, url: `http://127.0.0.1:${server.port}`, logged: lines };
}
