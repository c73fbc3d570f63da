import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { spawn } from 'node:child_process';
import { mkdir, readFile } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { processIdentity } from '../../../dev/bootstrap/process-identity.mjs';
import { makeProject, startBootstrap, testEnvironment, type Project } from './temporary-project.ts';

// Runs until told to stop, and says by its exit code what told it.
const patient = `
import { writeFileSync } from 'node:fs';
for (const [code, signal] of [[61, 'SIGINT'], [62, 'SIGTERM'], [63, 'SIGHUP']]) {
  process.on(signal, () => process.exit(code));
}
setInterval(() => {}, 1000);
writeFileSync('pid', String(process.pid));
`;
let project: Project;

beforeEach(async () => {
  project = await makeProject();
  await project.write('patient.ts', patient);
});

afterEach(() => project.remove());

async function until<T>(find: () => Promise<T | undefined> | T | undefined): Promise<T> {
  for (const giveUpAt = Date.now() + 10_000; Date.now() < giveUpAt; await delay(20)) {
    const found = await find();
    if (found !== undefined) return found;
  }
  throw new Error('It did not happen within 10 s.');
}

function scriptPid(): Promise<number> {
  return until(
    async () => Number(await readFile(project.file('pid'), 'utf8').catch(() => '')) || undefined,
  );
}

function goneWithin(pid: number): Promise<true> {
  return until(() => (processIdentity(pid) === undefined ? true : undefined));
}

describe('the script', () => {
  it('gets its arguments, the settings of .env and the packages’ programs; its exit code is handed on', async () => {
    await mkdir(project.file('node_modules/.bin'), { recursive: true });
    await project.write('.env', 'LECTOR_FROM_FILE=yes');
    await project.write(
      'script.ts',
      'console.log(process.argv.slice(2), process.env.LECTOR_FROM_FILE, process.env.PATH); process.exit(7)',
    );
    const { code, output } = await startBootstrap(project, ['script.ts', '--once', 'b']).ended;
    expect(code).toBe(7);
    expect(output).toContain("[ '--once', 'b' ] yes ");
    expect(output).toContain(` yes ${project.file('node_modules/.bin')}:`);
  });

  it.each([
    ['SIGINT', 61],
    ['SIGTERM', 62],
    ['SIGHUP', 63],
  ] as const)('is handed %s', async (signal, exitCode) => {
    const { child, ended } = startBootstrap(project, ['patient.ts']);
    await scriptPid();
    child.kill(signal);
    expect((await ended).code).toBe(exitCode);
  });

  it('has its death by a signal told in the shell’s way', async () => {
    const { ended } = startBootstrap(project, ['patient.ts']);
    process.kill(await scriptPid(), 'SIGKILL');
    expect((await ended).code).toBe(137);
  });

  it('ends when the bootstrap is killed', async () => {
    const { child } = startBootstrap(project, ['patient.ts']);
    const pid = await scriptPid();
    child.kill('SIGKILL');
    expect(await goneWithin(pid)).toBe(true);
  });

  it.each([
    'exec "$NODE" dev/bootstrap.mjs patient.ts',
    '"$NODE" dev/bootstrap.mjs patient.ts; true',
  ])('ends when npm is killed that started it through the shell by: %s', async (line) => {
    const npm = spawn(
      process.execPath,
      ['-e', `require('node:child_process').spawnSync('sh', ['-c', process.env.LINE])`],
      {
        cwd: project.root,
        stdio: 'ignore',
        env: testEnvironment(project, {
          LINE: line,
          NODE: process.execPath,
          npm_lifecycle_event: 'start',
        }),
      },
    );
    const pid = await scriptPid();
    npm.kill('SIGKILL');
    expect(await goneWithin(pid)).toBe(true);
  });

  it('is missed when not named', async () => {
    const { code, output } = await startBootstrap(project, []).ended;
    expect({ code, output }).toEqual({ code: 1, output: expect.stringContaining('Usage: ') });
  });
});
