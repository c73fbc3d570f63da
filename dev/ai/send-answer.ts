import type { ServerResponse } from 'node:http';
import type { Answer } from './call.ts';
import type { Fault } from './faults/fault-rules.ts';

/** Sends an answer, or as much of it as a fault lets through. */
export function sendAnswer(
  response: ServerResponse,
  answer: Answer & { headers?: Record<string, string> },
  fault: Fault | null,
): void {
  if (fault?.kind === 'hang' || (fault?.kind === 'cut_connection' && fault.after === 'none')) {
    response.destroy();
    return;
  }
  const malformed = fault?.kind === 'malformed_json';
  const body = Buffer.from(malformed ? cut(answer.body, 0.6) : answer.body);
  response.writeHead(answer.status, {
    'content-type': answer.contentType,
    'content-length': body.length,
    'x-lector-stand-in': 'true',
    ...answer.headers,
  });
  if (fault?.kind !== 'cut_connection') {
    response.end(body);
    return;
  }
  response.flushHeaders();
  const sent = fault.after === 'half' ? body.subarray(0, body.length / 2) : body.subarray(0, 0);
  if (sent.length === 0) response.destroy();
  else response.write(sent, () => response.destroy());
}

function cut(text: string, share: number): string {
  return text.slice(0, Math.floor(text.length * share));
}
