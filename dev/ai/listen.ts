import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { StandInOptions } from './stand-in.ts';

export interface Listening {
  server: Server;
  /** Without a path. */
  url: string;
  port: number;
}

/** @throws Error `EADDRINUSE` where the port is taken */
export async function listen(
  { port, host = '127.0.0.1' }: StandInOptions,
  serve: (request: IncomingMessage, response: ServerResponse) => Promise<void>,
): Promise<Listening> {
  const server = createServer((request, response) => {
    serve(request, response).catch((error: unknown) => {
      console.error(error);
      response.destroy();
    });
  });
  server.listen(port, host);
  await once(server, 'listening');
  const address = server.address() as AddressInfo;
  return { server, url: `http://${host}:${address.port}`, port: address.port };
}
