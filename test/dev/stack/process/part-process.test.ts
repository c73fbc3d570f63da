import { describe, expect, it } from '@jest/globals';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { processIdentity } from '../../../../dev/bootstrap/process-identity.mjs';
import { pollUntil } from '../../../../dev/stack/poll-until.ts';
import { PartProcess, type PartDefinition } from '../../../../dev/stack/process/part-process.ts';
import { openContext } from '../part-context.ts';

function part(shellText: string, changes: Partial<PartDefinition> = {}): PartDefinition {
  return {
    name: 'sample',
    command: ['sh', '-c', shellText],
    environment: { PATH: '/usr/bin:/bin' },
    stopSignal: 'SIGTERM',
    stopTimeoutMs: 2000,
    readyTimeoutMs: 5000,
    isReady: (output) => output.includes('ready'),
    ...changes,
  };
}

const steady = 'echo ready; exec sleep 600';

async function happens(check: () => boolean): Promise<void> {
  expect(await pollUntil(check, { timeoutMs: 8000 })).toBe(true);
}

describe('a part', () => {
  it('is started, noted down, logged, and stopped', async () => {
    await using context = await openContext();
    await using running = await PartProcess.start(part(steady), context);
    const pid = Number(await readFile(join(context.runDirectory, 'sample.pid'), 'utf8'));
    expect(running.pid).toBe(pid);
    expect(await readFile(join(context.logDirectory, 'sample.log'), 'utf8')).toBe('ready\n');
    await running.stop();
    expect(processIdentity(pid)).toBeUndefined();
    expect(running.pid).toBeUndefined();
    expect(existsSync(join(context.runDirectory, 'sample.pid'))).toBe(false);
    expect(context.reports).toEqual([]);
  });

  it('leads a group of its own, which the terminal’s signals do not reach', async () => {
    await using context = await openContext();
    await using running = await PartProcess.start(part(steady), context);
    const stat = await readFile(`/proc/${running.pid}/stat`, 'utf8');
    const [, , group] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    expect(Number(group)).toBe(running.pid);
  });

  it('that dies is started again, and both are told', async () => {
    await using context = await openContext();
    await using running = await PartProcess.start(part(steady), context);
    const first = running.pid ?? 0;
    process.kill(first, 'SIGKILL');
    await happens(() => running.pid !== undefined && running.pid !== first);
    await happens(() => context.reports.length === 2);
    expect(context.reports).toEqual([
      'sample ended by SIGKILL; it is started again in 0.25 s',
      expect.stringMatching(/^sample is back, ready in \d\.\d s$/),
    ]);
    const noted = Number(await readFile(join(context.runDirectory, 'sample.pid'), 'utf8'));
    expect(noted).toBe(running.pid);
    await running.stop();
    expect(processIdentity(noted)).toBeUndefined();
  });

  it('that keeps dying is given longer each time', async () => {
    await using context = await openContext();
    await using _running = await PartProcess.start(part('echo ready; sleep 0.1; exit 3'), context);
    await happens(() => context.reports.some((line) => line.endsWith('in 1 s')));
    const waits = context.reports.filter((line) => line.includes('ended with code 3'));
    expect(waits.map((line) => line.split(' in ')[1])).toEqual(['0.25 s', '0.5 s', '1 s']);
  });

  it('that ends before it is ready is an error with the end of its log', async () => {
    await using context = await openContext();
    const start = PartProcess.start(part('echo no such table >&2; exit 2'), context);
    await expect(start).rejects.toThrow(
      /^sample ended with code 2 before it was ready\. The end of .*sample\.log:\n {4}no such table$/,
    );
    expect(existsSync(join(context.runDirectory, 'sample.pid'))).toBe(false);
  });

  it('that can not be run at all is an error too', async () => {
    await using context = await openContext();
    const start = PartProcess.start(part('', { command: ['/no/such/program'] }), context);
    await expect(start).rejects.toThrow(/sample ended .* before it was ready/);
  });

  it('that is not ready in time is stopped', async () => {
    await using context = await openContext();
    const start = PartProcess.start(
      part('echo $$; exec sleep 600', { readyTimeoutMs: 300 }),
      context,
    );
    await expect(start).rejects.toThrow('sample was not ready within 0.3 s');
    const log = await readFile(join(context.logDirectory, 'sample.log'), 'utf8');
    expect(processIdentity(Number(log))).toBeUndefined();
  });

  it('that does not heed the request to stop is killed, with what it has started', async () => {
    await using context = await openContext();
    const stubborn = `trap '' TERM; sleep 600 & echo $! ready; while :; do sleep 1; done`;
    await using running = await PartProcess.start(part(stubborn, { stopTimeoutMs: 200 }), context);
    const log = await readFile(join(context.logDirectory, 'sample.log'), 'utf8');
    await running.stop();
    const child = Number.parseInt(log, 10);
    const isGone = () => processIdentity(child) === undefined;
    expect(await pollUntil(isGone, { timeoutMs: 2000 })).toBe(true);
  });

  it('that dies takes with it what it has started', async () => {
    await using context = await openContext();
    const withChild = part('sleep 600 & echo $! ready; wait');
    await using running = await PartProcess.start(withChild, context);
    const log = await readFile(join(context.logDirectory, 'sample.log'), 'utf8');
    process.kill(running.pid ?? 0, 'SIGKILL');
    const isGone = () => processIdentity(Number.parseInt(log, 10)) === undefined;
    expect(await pollUntil(isGone, { timeoutMs: 2000 })).toBe(true);
  });

  it('is not started any more once the stack is to stop', async () => {
    const abort = new AbortController();
    await using context = await openContext({ signal: abort.signal });
    const start = PartProcess.start(part('exec sleep 600'), context);
    setTimeout(() => abort.abort(), 100);
    await expect(start).rejects.toThrow('aborted');
  });

  it('takes a moment of waiting for a restart as one to stop in', async () => {
    await using context = await openContext();
    await using running = await PartProcess.start(part('echo ready; sleep 0.2; exit 1'), context);
    await happens(() => context.reports.length > 0);
    await running.stop();
    const told = context.reports.length;
    await new Promise((resolve) => setTimeout(resolve, 600));
    expect(context.reports).toHaveLength(told);
  });
});
