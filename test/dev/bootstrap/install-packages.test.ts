import { afterEach, describe, expect, it } from '@jest/globals';
import { mkdir } from 'node:fs/promises';
import {
  lockedPackages,
  makeProject,
  startBootstrap,
  writeLock,
  type Project,
} from './temporary-project.ts';

const script = 'console.log("script ran")';
let project: Project | undefined;

afterEach(() => project?.remove());

async function projectWithScript(npmCi?: string): Promise<Project> {
  project = await makeProject(npmCi);
  await project.write('script.ts', script);
  return project;
}

describe('packages', () => {
  it('are installed once, with one line before and one after', async () => {
    const { npmCalls, ...rest } = await projectWithScript();
    const first = await startBootstrap({ npmCalls, ...rest }, ['script.ts']).ended;
    expect(first).toEqual({
      code: 0,
      output: expect.stringMatching(
        /^Installing the packages.*\nPackages installed in \d+ s\.\nscript ran\n$/,
      ),
    });
    const second = await startBootstrap({ npmCalls, ...rest }, ['script.ts']).ended;
    expect(second.output).toBe('script ran\n');
    expect(await npmCalls()).toEqual(['ci --include=dev --include=optional', '']);
  });

  it('are installed again when the lock changes, not when only its time does', async () => {
    const one = await projectWithScript();
    await startBootstrap(one, ['script.ts']).ended;
    await writeLock(one.root, lockedPackages);
    await startBootstrap(one, ['script.ts']).ended;
    expect(await one.npmCalls()).toHaveLength(2);
    await writeLock(one.root, { ...lockedPackages, 'node_modules/right': { version: '2.0.0' } });
    await startBootstrap(one, ['script.ts']).ended;
    expect(await one.npmCalls()).toHaveLength(3);
  });

  it.each([
    ['npm has installed just those of the lock', lockedPackages, 0],
    [
      'a version differs',
      { 'node_modules/left': { version: '1.0.1', integrity: 'sha512-left' } },
      1,
    ],
    ['one is missing', {}, 1],
    ['one is too many', { ...lockedPackages, 'node_modules/old': { version: '1.0.0' } }, 1],
  ])('are looked at when %s', async (_what, installed: Record<string, object>, installations) => {
    const one = await projectWithScript();
    const { '': _project, ...packages } = installed;
    await mkdir(one.file('node_modules'));
    await one.write('node_modules/.package-lock.json', JSON.stringify({ packages }));
    await startBootstrap(one, ['script.ts']).ended;
    expect(await one.npmCalls()).toHaveLength(installations + 1);
  });

  it('of other platforms may be missing, of this one not', async () => {
    const one = await projectWithScript();
    const left = lockedPackages['node_modules/left'];
    const foreign = { version: '1.0.0', optional: true, os: ['plan9'], cpu: ['pdp11'] };
    const ours = { version: '1.0.0', optional: true, os: process.platform, cpu: [process.arch] };
    await mkdir(one.file('node_modules'));
    const record = JSON.stringify({ packages: { 'node_modules/left': left } });
    await one.write('node_modules/.package-lock.json', record);
    await writeLock(one.root, { ...lockedPackages, 'node_modules/foreign': foreign });
    await startBootstrap(one, ['script.ts']).ended;
    expect(await one.npmCalls()).toEqual(['']);
    await writeLock(one.root, { ...lockedPackages, 'node_modules/ours': ours });
    await startBootstrap(one, ['script.ts']).ended;
    expect(await one.npmCalls()).toHaveLength(2);
  });

  it('are installed by one of two that start at once; the other waits', async () => {
    const one = await projectWithScript('sleep 0.7; mkdir -p node_modules');
    const outcomes = await Promise.all([1, 2].map(() => startBootstrap(one, ['script.ts']).ended));
    expect(outcomes.map(({ code }) => code)).toEqual([0, 0]);
    expect(outcomes.map(({ output }) => output).join('')).toMatch(/Waiting for process \d+, which/);
    expect(await one.npmCalls()).toHaveLength(2);
  });

  it('that can not be installed end it with the end of what npm said', async () => {
    const one = await projectWithScript('echo first; seq 100; echo "npm error ENOSPC" >&2; exit 4');
    const { code, output } = await startBootstrap(one, ['script.ts']).ended;
    expect(code).toBe(1);
    expect(output).toContain('npm error ENOSPC\n\nnpm ci ended with code 4.');
    expect(output).not.toContain('first');
    expect(output).not.toContain('script ran');
    await startBootstrap(one, ['script.ts']).ended;
    expect(await one.npmCalls()).toHaveLength(3);
  });
});
