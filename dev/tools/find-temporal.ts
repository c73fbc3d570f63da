import { StackError } from '../stack/stack-error.ts';
import { runCommand } from '../stack/process/run-command.ts';
import { buildWithGo, findGo } from './build-with-go.ts';
import { cacheProgram } from './cached-program.ts';
import { downloadTemporal, officialDownload } from './download-temporal.ts';
import { findOnPath } from './find-on-path.ts';
import type { ToolContext } from './tool-context.ts';

const name = 'temporal';
// The last that can be had by `go install`: later ones have a replace directive. Server 1.29.1, Web UI 2.42.1.
const version = '1.5.1';
const goPackage = `github.com/temporalio/cli/cmd/temporal@v${version}`;
const oldestServer = [1, 29] as const;

/**
 * The Temporal server's program with its Web UI: on PATH, in the cache, from the project's own download (the one
 * that the SDK uses), or compiled with Go.
 *
 * @throws StackError with the ways to get one
 */
export async function findTemporal(
  context: ToolContext,
  downloadAddress = officialDownload,
): Promise<string> {
  const onPath = findOnPath(name, context.environment);
  if (onPath !== undefined && (await isNewEnough(onPath, context))) return onPath;
  const go = findGo(context.environment);
  const cached = await cacheProgram({ name, version }, context, async (directory) => {
    const downloaded = await downloadTemporal(downloadAddress, version, directory, context);
    if (downloaded !== undefined || go === undefined) return downloaded;
    return buildWithGo(go, { name, package: goPackage }, directory, context);
  });
  if (cached !== undefined) return cached;
  throw new StackError(
    'There is no Temporal server: the download could not be reached, and it could not be ' +
      `${go ? 'compiled' : 'compiled: Go is missing'}. One of these helps:\n` +
      '  - put the Temporal CLI on PATH (https://docs.temporal.io/cli/setup-cli)\n' +
      '  - install Go 1.25 or later (https://go.dev/dl) and start again: it is compiled then\n' +
      '  - set TEMPORAL_ADDRESS to a server that runs already',
  );
}

async function isNewEnough(path: string, context: ToolContext): Promise<boolean> {
  const { environment } = context;
  const { output } = await runCommand([path, '--version'], { environment }, context);
  const [, major = 0, minor = 0] = (/Server (\d+)\.(\d+)/.exec(output) ?? []).map(Number);
  const isEnough =
    major > oldestServer[0] || (major === oldestServer[0] && minor >= oldestServer[1]);
  if (!isEnough) {
    const found = output.trim().split('\n')[0];
    context.report(
      `temporal: ${path} is left aside, Server ${oldestServer.join('.')} is needed (${found})`,
    );
  }
  return isEnough;
}
