import { pollUntil } from '../stack/poll-until.ts';
import { readLiveParts, removePartRecord } from '../stack/process/part-record.ts';
import { signalGroup } from '../stack/process/process-group.ts';

/** Ends the parts that a killed launcher has left running: those in its notes that are verifiably the same processes. */
export async function stopLeftovers(
  runDirectory: string,
  report: (line: string) => void,
  graceMs = 4000,
): Promise<void> {
  const left = readLiveParts(runDirectory);
  if (left.length > 0) {
    const list = left.map(({ name, pid }) => `${name} (${pid})`).join(', ');
    report(`ending what an earlier run has left: ${list}`);
  }
  for (const { pid } of left) signalGroup(pid, 'SIGINT');
  const areGone = () => readLiveParts(runDirectory).length === 0;
  if (!(await pollUntil(areGone, { timeoutMs: graceMs }))) {
    for (const { pid } of readLiveParts(runDirectory)) signalGroup(pid, 'SIGKILL');
    await pollUntil(areGone, { timeoutMs: graceMs });
  }
  for (const { name } of left) removePartRecord(runDirectory, name);
}
