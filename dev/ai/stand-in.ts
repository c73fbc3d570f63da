import type { FaultPlan } from './faults/fault-plan.ts';
import type { Latency } from './faults/fault-rules.ts';
import type { Ledger } from './ledger.ts';

/** What the handlers of one stand-in share. */
export interface StandIn {
  ledger: Ledger;
  faults: FaultPlan;
  latency: Latency;
  uploadDirectory: string;
  /** Aborted when the server closes: waits end. */
  closing: AbortSignal;
}
