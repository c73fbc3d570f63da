import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { FaultPlan } from './faults/fault-plan.ts';
import type { Latency } from './faults/fault-rules.ts';
import { openLedger, type Ledger } from './ledger.ts';

export interface StandInOptions {
  /** 0 takes a free one. */
  port: number;
  /** Holds the ledger, and uploads while they are worked on. */
  dataDirectory: string;
  host?: string;
}

export interface RunningStandIn {
  /** Without a path. */
  url: string;
  port: number;
  ledger: Ledger;
  close(): Promise<void>;
}

/** What the handlers of one stand-in share. */
export interface StandIn {
  ledger: Ledger;
  faults: FaultPlan;
  latency: Latency;
  uploadDirectory: string;
  /** Aborted when the server closes: waits end. */
  closing: AbortSignal;
}

/** With the ledger that was kept, and without the uploads that an earlier process left. */
export async function createStandIn(
  dataDirectory: string,
  faults: FaultPlan,
  closing: AbortSignal,
): Promise<StandIn> {
  const uploadDirectory = join(dataDirectory, 'uploads');
  await rm(uploadDirectory, { recursive: true, force: true });
  await mkdir(uploadDirectory, { recursive: true });
  const latency = { fixed_seconds: 0, per_audio_second: 0 };
  return { ledger: openLedger(dataDirectory), faults, latency, uploadDirectory, closing };
}
