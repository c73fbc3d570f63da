import { delimiter, join } from 'node:path';
import { endOf } from '../stack/process/part-log.ts';
import { runCommand } from '../stack/process/run-command.ts';
import { findOnPath } from './find-on-path.ts';
import type { ToolContext } from './tool-context.ts';

const tellEveryMs = 15_000;

export interface GoProgram {
  name: string;
  /** With the version: `example.com/cmd/name@v1.2.3`. */
  package: string;
}

/** The `go` to build with, also where it lies after the usual installation without being on PATH. */
export function findGo(environment: NodeJS.ProcessEnv): string | undefined {
  const search = [environment['PATH'] ?? '', '/usr/local/go/bin'].join(delimiter);
  return findOnPath('go', { PATH: search });
}

/**
 * `go install` into `directory`. Takes minutes the first time, so it says how long it has been at it.
 *
 * @returns the program's path, or undefined, having told why, when Go could not do it
 */
export async function buildWithGo(
  go: string,
  program: GoProgram,
  directory: string,
  context: ToolContext,
): Promise<string | undefined> {
  const startedAt = performance.now();
  const seconds = () => Math.round((performance.now() - startedAt) / 1000);
  context.report(`${program.name}: compiling with Go, about 2 minutes on 2 cores, just this once`);
  const timer = setInterval(() => {
    context.report(`${program.name}: compiling, ${seconds()} s`);
  }, tellEveryMs);
  try {
    const environment = { ...context.environment, GOBIN: directory };
    const command = [go, 'install', program.package];
    const { exitCode, output } = await runCommand(command, { environment }, context);
    if (exitCode === 0) {
      context.report(`${program.name}: compiled in ${seconds()} s`);
      return join(directory, program.name);
    }
    context.report(
      `${program.name}: "${command.join(' ')}" ended with code ${exitCode}:\n${endOf(output)}`,
    );
    return undefined;
  } finally {
    clearInterval(timer);
  }
}
