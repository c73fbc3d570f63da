import type { Answer } from './call.ts';

/** What a proxy in between may send, with status 200. */
export const proxyPage: Answer = {
  status: 200,
  contentType: 'text/html; charset=utf-8',
  body: '<!doctype html><title>Just a moment…</title><p>Checking your browser before you go on.</p>',
};
