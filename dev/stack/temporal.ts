import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { searchAttributes } from '../../domain/search-attributes.ts';
import { findTemporal } from '../tools/find-temporal.ts';
import { answersOk } from './answers-ok.ts';
import type { PartContext, RunningPart } from './part.ts';
import { PartProcess } from './process/part-process.ts';
import { ensureSearchAttributes } from './temporal/ensure-search-attributes.ts';
import { keepHistoriesFor } from './temporal/keep-histories.ts';

export interface TemporalOptions {
  port: number;
  uiPort: number;
  /** Of the HTTP API; the launcher asks it whether the server is ready. */
  httpPort: number;
  metricsPort: number;
  namespace: string;
}

export interface RunningTemporal extends RunningPart {
  /** host:port of the gRPC frontend. */
  address: string;
  uiUrl: string;
}

/** Failed runs can be looked at and replayed that long; the server's own default is a day. */
const retentionDays = 30;

/** Temporal's development server with its Web UI on 127.0.0.1. What it knows is in one SQLite file. */
export async function startTemporal(
  { port, uiPort, httpPort, metricsPort, namespace }: TemporalOptions,
  context: PartContext,
): Promise<RunningTemporal> {
  const program = await findTemporal(context);
  const directory = join(context.dataDirectory, 'temporal');
  mkdirSync(directory, { recursive: true });
  const address = `127.0.0.1:${port}`;
  const httpUrl = `http://127.0.0.1:${httpPort}`;

  const part = await PartProcess.start(
    {
      name: 'temporal',
      command: [
        program,
        'server',
        'start-dev',
        '--ip=127.0.0.1',
        `--port=${port}`,
        `--ui-port=${uiPort}`,
        `--http-port=${httpPort}`,
        `--metrics-port=${metricsPort}`,
        `--namespace=${namespace}`,
        `--db-filename=${join(directory, 'temporal.db')}`,
        '--log-level=warn',
        ...repeat('--search-attribute', searchAttributes),
        ...repeat('--sqlite-pragma', pragmas),
        ...repeat('--dynamic-config-value', dynamicConfig),
      ],
      environment: context.environment,
      stopSignal: 'SIGTERM',
      stopTimeoutMs: 4000,
      readyTimeoutMs: 60_000,
      // Answered once the frontend and what is behind it work.
      isReady: () => answersOk(`${httpUrl}/api/v1/namespaces/${namespace}`),
    },
    context,
  );
  try {
    await ensureSearchAttributes({ program, httpUrl, address, namespace }, context);
    await keepHistoriesFor(retentionDays, httpUrl, namespace);
  } catch (error) {
    await part.stop();
    throw error;
  }
  return Object.assign(part, { address, uiUrl: `http://localhost:${uiPort}` });
}

// Without these the file database does a third of the throughput.
const pragmas = { journal_mode: 'wal', synchronous: 'normal' };

// How often its queues are polled: by default each step of a workflow waits about 40 ms for that.
const dynamicConfig = {
  'history.transferProcessorMaxPollRPS': 2000,
  'history.timerProcessorMaxPollRPS': 2000,
  'history.visibilityProcessorMaxPollRPS': 200,
};

function repeat(flag: string, values: Record<string, string | number>): string[] {
  return Object.entries(values).map(([name, value]) => `${flag}=${name}=${value}`);
}
