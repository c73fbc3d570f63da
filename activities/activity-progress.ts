import { Context } from '@temporalio/activity';

/** What a running step tells the Temporal UI with each heartbeat. */
export type ActivityProgress =
  | { phase: 'fetching the recording' }
  | { phase: 'measuring loudness'; decodedMinutes: number }
  | { phase: 'waiting for the provider'; model: string; take: number }
  | { phase: 'encoding' }
  | { phase: 'writing' }
  | { phase: 'erasing' };

const pulseMs = 2000;

export interface Pulse extends Disposable {
  signal: AbortSignal;
  report(progress: ActivityProgress): void;
}

/**
 * Heartbeats until disposed of, so that a lost worker is noticed and a cancellation arrives within seconds; `signal`
 * then reaches whatever the step is waiting for.
 */
export function startPulse(first: ActivityProgress): Pulse {
  const context = Context.current();
  let latest = first;
  context.heartbeat(latest);
  const timer = setInterval(() => context.heartbeat(latest), pulseMs);
  return {
    signal: context.cancellationSignal,
    report: (progress) => {
      latest = progress;
    },
    [Symbol.dispose]: () => clearInterval(timer),
  };
}
