import { StackError } from '../stack/stack-error.ts';
import { buildWithGo, findGo } from './build-with-go.ts';
import { cacheProgram } from './cached-program.ts';
import { findOnPath } from './find-on-path.ts';
import type { ToolContext } from './tool-context.ts';

const name = 'versitygw';
const version = '1.8.0';
const goPackage = `github.com/versity/versitygw/cmd/versitygw@v${version}`;

/**
 * The S3 server's program: on PATH, in the cache, or compiled with Go.
 *
 * @throws StackError with the ways to get one
 */
export async function findVersitygw(context: ToolContext): Promise<string> {
  const onPath = findOnPath(name, context.environment);
  if (onPath !== undefined) return onPath;
  const go = findGo(context.environment);
  const cached = await cacheProgram(
    { name, version },
    context,
    async (directory) =>
      go && (await buildWithGo(go, { name, package: goPackage }, directory, context)),
  );
  if (cached !== undefined) return cached;
  throw new StackError(
    `There is no S3 server (${name}), and it could not be ${go ? 'compiled' : 'compiled: Go is missing'}. One of these helps:\n` +
      '  - install Go 1.25 or later (https://go.dev/dl) and start again: it is compiled then\n' +
      `  - put a ${name} ${version} or later on PATH (https://github.com/versity/versitygw/releases)\n` +
      '  - set S3_ENDPOINT, AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY to an S3 server that runs already',
  );
}
