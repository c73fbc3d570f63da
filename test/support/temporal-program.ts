import { findTemporal } from '../../dev/tools/find-temporal.ts';
import { Lifeline } from '../../dev/stack/process/lifeline.ts';
import { environmentWith } from '../../platform/config.ts';

/** The Temporal server's program, as the launcher finds it. */
export async function temporalProgram(): Promise<string> {
  const environment = environmentWith({});
  const lifeline = new Lifeline(environment);
  const report = (line: string) => process.stderr.write(`${line}\n`);
  const { signal } = new AbortController();
  try {
    return await findTemporal({ environment, lifeline, report, signal });
  } finally {
    await lifeline.close();
  }
}
