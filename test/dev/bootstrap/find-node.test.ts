import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { mkdir } from 'node:fs/promises';
import { makeProject, startBootstrap, writeProgram, type Project } from './temporary-project.ts';

// Stands for whatever old Node the machine has.
const old = 'data:text/javascript,Object.defineProperty(process,"version",{value:"v18.20.4"})';
let project: Project;

beforeEach(async () => {
  project = await makeProject();
  await project.write(
    'script.ts',
    'const version: string = process.env.WHICH ?? "own"; console.log(version)',
  );
  await mkdir(project.file('node_modules/.bin'), { recursive: true });
});

afterEach(() => project.remove());

function writePackagedNode(version: string): Promise<void> {
  const run = `WHICH=packaged exec "${process.execPath}" "$@"`;
  const text = `[ "$1" = --version ] && echo ${version} && exit 0\n${run}`;
  return writeProgram(project.file('node_modules/.bin/node'), text);
}

describe('the Node that runs the script', () => {
  it('is this one when it is new enough', async () => {
    await writePackagedNode('v24.0.0');
    const { output } = await startBootstrap(project, ['script.ts']).ended;
    expect(output).toMatch(/own\n$/);
  });

  it('is the one of the packages when this one is too old', async () => {
    await writePackagedNode('v24.0.0');
    const { code, output } = await startBootstrap(project, ['script.ts'], {}, ['--import', old])
      .ended;
    expect(output).toMatch(/packaged\n$/);
    expect(code).toBe(0);
  });

  it.each([
    ['has none that runs here', undefined],
    ['has v22.9.0', 'v22.9.0'],
  ])('is asked for when node_modules %s', async (words, version) => {
    if (version !== undefined) await writePackagedNode(version);
    const { code, output } = await startBootstrap(project, ['script.ts'], {}, ['--import', old])
      .ended;
    expect(code).toBe(1);
    expect(output).toContain(
      `Lector needs Node 24 or later. This is v18.20.4, and node_modules ${words}`,
    );
    expect(output).toContain('https://nodejs.org');
  });
});
