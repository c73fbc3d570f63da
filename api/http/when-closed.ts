import type { ServerResponse } from 'node:http';

/** Calls back once the answer is out or its client has gone; at once where that has happened already. */
export function whenClosed(response: ServerResponse, callBack: () => void): void {
  if (response.closed) callBack();
  else response.once('close', callBack);
}
