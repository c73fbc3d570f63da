import { relay } from './activity-proxies.ts';

/** Starts what a crash between commit and start has left behind. */
export async function relayOutbox(): Promise<{ started: number }> {
  return relay.startPendingWorkflows();
}
