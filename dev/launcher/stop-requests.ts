/** Ctrl-C comes several times for one press: from the terminal, from npm and from the bootstrap. */
const onePressMs = 700;

export interface StopRequests {
  /** Aborted with the first request. */
  signal: AbortSignal;
  /** Resolves with the first request. */
  requested: Promise<void>;
}

/**
 * Listens for the requests to stop: signals, and the end of the process that has started this one.
 *
 * @param onSecond is called for a request that follows later, by somebody who does not want to wait
 */
export function listenForStopRequests(onSecond: () => void): StopRequests {
  const controller = new AbortController();
  let firstAt: number | undefined;
  const request = () => {
    if (firstAt === undefined) {
      firstAt = performance.now();
      controller.abort();
    } else if (performance.now() - firstAt > onePressMs) {
      onSecond();
    }
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, request);
  process.on('disconnect', request);
  const { signal } = controller;
  const requested = new Promise<void>((resolve) => {
    signal.addEventListener('abort', () => resolve(), { once: true });
  });
  return { signal, requested };
}
