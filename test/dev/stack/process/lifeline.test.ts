import { describe, expect, it } from '@jest/globals';
import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findSetpriv } from '../../../../dev/bootstrap/bound-command.mjs';
import { processIdentity } from '../../../../dev/bootstrap/process-identity.mjs';
import { pollUntil } from '../../../../dev/stack/poll-until.ts';
import { environmentWith } from '../../../../platform/config.ts';

const sources = join(import.meta.dirname, '../../../../dev/stack/process');

/** Starts a parent that starts a child, which starts a grandchild, and kills the parent. */
async function killParent(environment: NodeJS.ProcessEnv) {
  const directory = await mkdtemp(join(tmpdir(), 'lector-lifeline-'));
  const child = `sleep 600 & echo $$ $! > ${directory}/pids; exec sleep 600`;
  const program = `
    import { Lifeline } from '${sources}/lifeline.ts';
    const lifeline = new Lifeline(process.env);
    lifeline.spawn({ command: ['sh', '-c', ${JSON.stringify(child)}], environment: process.env, stdio: 'ignore' });
  `;
  const parent = spawn(process.execPath, ['--input-type=module-typescript', '-e', program], {
    stdio: 'inherit',
    env: environment,
  });
  let pids: number[] = [];
  await pollUntil(
    async () => {
      const text = await readFile(join(directory, 'pids'), 'utf8').catch(() => '');
      pids = text.trim().split(' ').filter(Boolean).map(Number);
      return pids.length === 2;
    },
    { timeoutMs: 10_000 },
  );
  const lived = pids.map((pid) => processIdentity(pid) !== undefined);
  const killedAt = performance.now();
  parent.kill('SIGKILL');
  const goneAfterMs = await Promise.all(
    pids.map(async (pid) => {
      await pollUntil(() => processIdentity(pid) === undefined, { timeoutMs: 9000, everyMs: 10 });
      return performance.now() - killedAt;
    }),
  );
  await rm(directory, { recursive: true });
  return { lived, goneAfterMs };
}

describe('after kill -9 of the parent', () => {
  it('nothing is left of its child and of what that has started', async () => {
    const { lived, goneAfterMs } = await killParent(environmentWith({}));
    expect(lived).toEqual([true, true]);
    expect(Math.max(...goneAfterMs)).toBeLessThan(5000);
  });

  it('nothing is left where there is no setpriv either', async () => {
    const bin = await mkdtemp(join(tmpdir(), 'lector-bin-'));
    await Promise.all(['sh', 'sleep'].map((name) => symlink(`/bin/${name}`, join(bin, name))));
    const environment = environmentWith({ PATH: bin });
    expect(findSetpriv(environment)).toBeUndefined();
    const { lived, goneAfterMs } = await killParent(environment);
    expect(lived).toEqual([true, true]);
    expect(Math.max(...goneAfterMs)).toBeLessThan(5000);
    await rm(bin, { recursive: true });
  });
});
