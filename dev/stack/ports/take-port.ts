import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';
import { StackError } from '../stack-error.ts';
import { findPortHolder } from './find-port-holder.ts';

// Below the range that Linux takes the near ends of outgoing connections from (32768 to 60999).
const lowestFree = 20_000;
const highestFree = 32_000;

export interface PortRequest {
  /** The setting that names it, for the error. */
  setting: string;
  /** 0 asks for a free one. */
  port: number;
  /** The address to listen on; all of them unless given. */
  host?: string;
}

/**
 * The port to use. It is looked at, not held: whoever asks opens it soon.
 *
 * @throws StackError naming the port, who has it when that can be known, and the setting
 */
export async function takePort({ setting, port, host }: PortRequest): Promise<number> {
  if (port === 0) return freePort();
  const refusal = await tryToListen(port, host);
  if (refusal === undefined) return port;
  if (refusal !== 'EADDRINUSE') {
    throw new StackError(
      `Port ${port} can't be opened (${refusal}). Set ${setting} to another (0 picks a free one).`,
    );
  }
  const holder = findPortHolder(port);
  const by = holder ? `${holder.command} (process ${holder.pid})` : 'another process';
  throw new StackError(
    `Port ${port} is taken by ${by}. Stop it, or set ${setting} to another port (0 picks a free one).`,
  );
}

async function freePort(): Promise<number> {
  for (;;) {
    const port = randomInt(lowestFree, highestFree);
    if ((await tryToListen(port)) === undefined) return port;
  }
}

/** @returns the error's code, such as EADDRINUSE or EACCES */
function tryToListen(port: number, host?: string): Promise<string | undefined> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
    server.listen({ port, host }, () => server.close(() => resolve(undefined)));
  });
}
