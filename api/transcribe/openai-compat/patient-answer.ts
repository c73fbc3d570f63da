import { PassThrough } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Context } from 'koa';

interface Patience {
  /** How long to wait before the answer begins; until then an error has a status of its own. */
  quietMs: number;
  /** How often something comes from then on. */
  everyMs: number;
}

/** Under a minute, after which proxies and load balancers begin to give up; Node's fetch does so after five. */
const patience: Patience = { quietMs: 45_000, everyMs: 15_000 };

/**
 * Answers with JSON that may be long in coming. Once it has been for a while, the answer begins, and goes on with white
 * space, which may stand in front of any JSON text (RFC 8259 §2), so that nobody in between takes the line for dead. What
 * fails after that can only break the answer off.
 */
export async function answerPatiently(
  ctx: Context,
  json: Promise<string>,
  { quietMs, everyMs }: Patience = patience,
): Promise<void> {
  const stop = new AbortController();
  const quiet = sleep(quietMs, null, { signal: stop.signal });
  quiet.catch(ignore);
  const early = await Promise.race([json, quiet]).finally(() => stop.abort());
  ctx.type = 'application/json';
  if (early !== null) {
    ctx.body = early;
    return;
  }
  const stream = new PassThrough();
  stream.write(' ');
  const tick = setInterval(() => stream.write(' '), everyMs);
  json
    .then(
      (text) => stream.end(text),
      (error: Error) => stream.destroy(error),
    )
    .finally(() => clearInterval(tick))
    .catch(ignore);
  ctx.body = stream;
  ctx.type = 'application/json';
}

function ignore(): void {}
