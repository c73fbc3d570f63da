import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { findVersitygw } from '../tools/find-versitygw.ts';
import { answersOk } from './answers-ok.ts';
import { keptSecret } from './kept-secret.ts';
import type { PartContext, RunningPart } from './part.ts';
import { PartProcess, type PartDefinition } from './process/part-process.ts';
import { StackError } from './stack-error.ts';

export interface S3Options {
  port: number;
  region: string;
}

export interface RunningS3 extends RunningPart {
  endpoint: string;
  accessKeyId: string;
  secretAccessKey: string;
}

/**
 * The S3 server (versitygw) on 127.0.0.1: buckets are directories, objects are files. What belongs to an object beside
 * its bytes is in the file's extended attributes, or, where the file system has none, in a directory beside.
 */
export async function startS3(
  { port, region }: S3Options,
  context: PartContext,
): Promise<RunningS3> {
  const program = await findVersitygw(context);
  const directory = join(context.dataDirectory, 's3');
  const objects = join(directory, 'objects');
  const metadata = join(directory, 'metadata');
  mkdirSync(objects, { recursive: true });
  const endpoint = `http://127.0.0.1:${port}`;
  const accessKeyId = keptSecret(join(directory, 'access-key-id'));
  const secretAccessKey = keptSecret(join(directory, 'secret-access-key'));

  const definition = (sidecar: string[]): PartDefinition => ({
    name: 's3',
    command: [
      program,
      `--port=127.0.0.1:${port}`,
      `--region=${region}`,
      `--health=${healthPath}`,
      '--quiet',
      'posix',
      ...sidecar,
      objects,
    ],
    // In the environment: a command line can be read by everybody.
    environment: {
      ...context.environment,
      ROOT_ACCESS_KEY_ID: accessKeyId,
      ROOT_SECRET_ACCESS_KEY: secretAccessKey,
    },
    stopSignal: 'SIGTERM',
    stopTimeoutMs: 3000,
    readyTimeoutMs: 30_000,
    isReady: () => answersOk(endpoint + healthPath),
  });
  const part = await startWithMetadata(definition, metadata, context);
  return Object.assign(part, { endpoint, accessKeyId, secretAccessKey });
}

const healthPath = '/healthz';

async function startWithMetadata(
  definition: (sidecar: string[]) => PartDefinition,
  metadata: string,
  context: PartContext,
): Promise<PartProcess> {
  if (!existsSync(metadata)) {
    try {
      return await PartProcess.start(definition([]), context);
    } catch (error) {
      if (!(error instanceof StackError && error.message.includes('xattr'))) throw error;
    }
    mkdirSync(metadata);
  }
  return PartProcess.start(definition([`--sidecar=${metadata}`]), context);
}
