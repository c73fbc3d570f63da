import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { endOf } from '../stack/process/part-log.ts';
import { StackError } from '../stack/stack-error.ts';
import { findOnPath } from './find-on-path.ts';
import type { ToolContext } from './tool-context.ts';

const programs = ['ffmpeg', 'ffprobe'] as const;

/**
 * Sees to it that ffmpeg and ffprobe are on PATH: root on Debian and Ubuntu gets them from the distribution.
 *
 * @throws StackError with the ways to get them
 */
export async function ensureFfmpeg(
  context: Pick<ToolContext, 'environment' | 'report'>,
  isRoot = process.getuid?.() === 0,
): Promise<void> {
  const missing = () => programs.filter((name) => !findOnPath(name, context.environment));
  if (missing().length === 0) return;
  const aptGet = findOnPath('apt-get', context.environment);
  if (aptGet !== undefined && isRoot) {
    context.report('ffmpeg: installing it with apt-get, a minute or so');
    const failure = await installWithApt(aptGet, context.environment);
    if (missing().length === 0) return;
    throw new StackError(
      `ffmpeg could not be installed with apt-get:\n${endOf(failure)}\n${remedy()}`,
    );
  }
  throw new StackError(`${missing().join(' and ')} can't be found on PATH. ${remedy()}`);
}

/**
 * Not bound to this process's life: a package manager that is killed leaves its database half done.
 *
 * @returns what it said, when it failed
 */
async function installWithApt(aptGet: string, environment: NodeJS.ProcessEnv): Promise<string> {
  const env = { ...environment, DEBIAN_FRONTEND: 'noninteractive' };
  const run = (args: string[]) =>
    promisify(execFile)(aptGet, ['-o', 'DPkg::Lock::Timeout=120', ...args], {
      env,
      maxBuffer: 2 ** 24,
    });
  const install = ['install', '-y', 'ffmpeg'];
  try {
    await run(install).catch(async () => {
      // A container's image mostly comes without package lists, and old ones name what is no longer there.
      await run(['update']);
      await run(install);
    });
    return '';
  } catch (error) {
    const { stderr, stdout, message } = error as Error & { stderr?: string; stdout?: string };
    return stderr || stdout || message;
  }
}

function remedy(): string {
  const ways: Partial<Record<NodeJS.Platform, string>> = { darwin: 'brew install ffmpeg' };
  const way = ways[process.platform] ?? 'sudo apt-get install -y ffmpeg, or dnf, apk, pacman';
  return `Install it (${way}), then start again.`;
}
