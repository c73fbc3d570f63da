import { spawn, type ChildProcess } from 'node:child_process';
import { chmod, cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { environmentWith } from '../../../platform/config.ts';

const sources = join(import.meta.dirname, '../../../dev');

export const lockedPackages = {
  '': { name: 'project' },
  'node_modules/left': { version: '1.0.0', integrity: 'sha512-left' },
};

/**
 * A folder with the bootstrap in it, a lock and a stand-in for npm that notes each call in `npm-calls` and does what
 * the shell text `npmCi` says.
 */
export async function makeProject(npmCi = 'mkdir -p node_modules') {
  const root = await mkdtemp(join(tmpdir(), 'lector-bootstrap-'));
  const file = (path: string) => join(root, path);
  await mkdir(file('bin'));
  await cp(join(sources, 'bootstrap'), file('dev/bootstrap'), { recursive: true });
  await cp(join(sources, 'bootstrap.mjs'), file('dev/bootstrap.mjs'));
  await writeFile(file('package.json'), '{"type": "module"}');
  await writeLock(root, lockedPackages);
  await writeProgram(file('bin/npm'), `echo "$*" >> npm-calls\n${npmCi}`);
  return {
    root,
    file,
    write: (path: string, text: string) => writeFile(file(path), text),
    npmCalls: async () => (await readFile(file('npm-calls'), 'utf8').catch(() => '')).split('\n'),
    remove: () => rm(root, { recursive: true, force: true }),
  };
}

export type Project = Awaited<ReturnType<typeof makeProject>>;

export function writeLock(root: string, packages: Record<string, object>): Promise<void> {
  return writeFile(join(root, 'package-lock.json'), JSON.stringify({ packages }));
}

export async function writeProgram(path: string, shellText: string): Promise<void> {
  await writeFile(path, `#!/bin/sh\n${shellText}\n`);
  await chmod(path, 0o755);
}

export interface Outcome {
  code: number | null;
  output: string;
}

/** Starts the project's bootstrap with this Node, or with `node` in front of it. */
export function startBootstrap(
  project: Project,
  bootstrapArguments: string[],
  settings: Record<string, string> = {},
  nodeArguments: string[] = [],
): { child: ChildProcess; ended: Promise<Outcome> } {
  const child = spawn(
    process.execPath,
    [...nodeArguments, project.file('dev/bootstrap.mjs'), ...bootstrapArguments],
    {
      cwd: project.root,
      env: testEnvironment(project, settings),
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  return { child, ended: outcomeOf(child) };
}

/** The tests themselves may have been started by npm: the project must not see that one. */
export function testEnvironment(project: Project, settings: Record<string, string> = {}) {
  const { PATH, npm_execpath: _npm, npm_lifecycle_event: _event, ...rest } = environmentWith({});
  const search = [project.file('bin'), PATH ?? ''].join(delimiter);
  return { ...rest, PATH: search, ...settings };
}

function outcomeOf(child: ChildProcess): Promise<Outcome> {
  let output = '';
  child.stdout?.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stderr?.on('data', (chunk: Buffer) => (output += chunk.toString()));
  return new Promise((resolve) => {
    child.on('close', (code) => resolve({ code, output }));
  });
}
