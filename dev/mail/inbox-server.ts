import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { json } from 'node:stream/consumers';
import { z } from 'zod';
import { faultsSchema, type Faults } from './faults.ts';
import { inboxPage, mailPolicy, messagePage, pagePolicy } from './inbox-page.ts';
import type { MessageStore } from './message-store.ts';

export interface InboxOptions {
  port: number;
  store: Pick<MessageStore, 'list' | 'get' | 'clear'>;
  faults: { get: () => Faults; set: (faults: Faults) => void };
}

/**
 * The caught mails for people (`/`) and for programs:
 * `GET /messages[?to=address]`, `GET /messages/{id}`, `DELETE /messages`, `GET` and `PUT /faults`.
 */
export async function startInbox({ port, store, faults }: InboxOptions) {
  const server = createServer((request, response) => {
    answer(request, response).catch((error: Error) => {
      if (!response.headersSent) sendJson(response, 500, { detail: error.message });
    });
  });
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', 'http://inbox');
    const [root = '', id = '', part = ''] = url.pathname
      .slice(1)
      .split('/')
      .map(decodeURIComponent);
    const message = store.get(id);
    switch (`${request.method} /${root}${id && '/{id}'}${part && `/${part}`}`) {
      case 'GET /':
        return sendHtml(response, inboxPage(store.list()), pagePolicy);
      case 'GET /mails/{id}':
        if (message) return sendHtml(response, messagePage(message), pagePolicy);
        break;
      case 'GET /mails/{id}/html':
        if (message?.html) return sendHtml(response, openingBeside(message.html), mailPolicy);
        break;
      case 'GET /messages':
        return sendJson(response, 200, store.list(url.searchParams.get('to') ?? undefined));
      case 'GET /messages/{id}':
        if (message) return sendJson(response, 200, message);
        break;
      case 'DELETE /messages':
        await store.clear();
        return void response.writeHead(204).end();
      case 'GET /faults':
        return sendJson(response, 200, faults.get());
      case 'PUT /faults':
        return setFaults(await json(request), response);
      default:
    }
    sendJson(response, 404, { detail: 'There is nothing here.' });
  }

  function setFaults(body: unknown, response: ServerResponse): void {
    const parsed = faultsSchema.safeParse(body);
    if (!parsed.success) return sendJson(response, 400, { detail: z.prettifyError(parsed.error) });
    faults.set(parsed.data);
    sendJson(response, 200, parsed.data);
  }

  return {
    close: async () => {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

/** Links of a mail open beside the inbox, not in the small frame. */
function openingBeside(html: string): string {
  return `<base target="_blank">${html}`;
}

function sendJson(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json', ...always });
  response.end(JSON.stringify(body));
}

function sendHtml(response: ServerResponse, html: string, policy: string): void {
  response.writeHead(200, {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': policy,
    ...always,
  });
  response.end(html);
}

const always = {
  'cache-control': 'no-store',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
};
