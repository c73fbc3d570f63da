import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { PartContext } from '../../../dev/stack/part.ts';
import { Lifeline } from '../../../dev/stack/process/lifeline.ts';
import { environmentWith } from '../../../platform/config.ts';

export interface TestContext extends PartContext, AsyncDisposable {
  directory: string;
  reports: string[];
}

/** A context in a temporary directory, which goes with it. The parts must have been stopped by then. */
export async function openContext(changes: Partial<PartContext> = {}): Promise<TestContext> {
  const directory = await mkdtemp(join(tmpdir(), 'lector-part-'));
  const reports: string[] = [];
  const lifeline = new Lifeline(environmentWith({}));
  return {
    directory,
    reports,
    dataDirectory: join(directory, 'data'),
    logDirectory: join(directory, 'logs'),
    runDirectory: join(directory, 'run'),
    lifeline,
    environment: environmentWith({}),
    report: (line) => reports.push(line),
    signal: new AbortController().signal,
    ...changes,
    async [Symbol.asyncDispose]() {
      await lifeline.close();
      await rm(directory, { recursive: true, force: true });
    },
  };
}
