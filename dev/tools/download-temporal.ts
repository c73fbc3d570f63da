import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream } from 'node:stream/web';
import { z } from 'zod';
import { runCommand } from '../stack/process/run-command.ts';
import type { ToolContext } from './tool-context.ts';

/** Where Temporal's SDKs get their development server from (sdk-core, `ephemeral_server`). */
export const officialDownload = 'https://temporal.download/cli';

const answerWithinMs = 4000;
const downloadWithinMs = 300_000;
const architectures: Partial<Record<NodeJS.Architecture, string>> = {
  x64: 'amd64',
  arm64: 'arm64',
};

const infoSchema = z.object({ archiveUrl: z.url(), fileToExtract: z.string().regex(/^[\w.-]+$/) });

/**
 * Downloads the Temporal CLI into `directory`. Many networks don't let it through: then it soon gives up, quietly.
 *
 * @returns the program's path, or undefined
 */
export async function downloadTemporal(
  address: string,
  version: string,
  directory: string,
  context: ToolContext,
): Promise<string | undefined> {
  const arch = architectures[process.arch];
  if (arch === undefined) return undefined;
  const query = new URLSearchParams({ arch, platform: process.platform, format: 'tar.gz' });
  try {
    const info = infoSchema.parse(
      await getJson(`${address}/v${version}?${query.toString()}`, context.signal),
    );
    context.report(`temporal: downloading the CLI ${version}`);
    return await unpack(info, directory, context);
  } catch {
    context.signal.throwIfAborted();
    return undefined;
  }
}

async function getJson(url: string, signal: AbortSignal): Promise<unknown> {
  const timeout = AbortSignal.timeout(answerWithinMs);
  const response = await fetch(url, { signal: AbortSignal.any([timeout, signal]) });
  if (!response.ok) throw new Error(`${url} answered ${response.status}`);
  return response.json();
}

async function unpack(
  { archiveUrl, fileToExtract }: z.infer<typeof infoSchema>,
  directory: string,
  context: ToolContext,
): Promise<string | undefined> {
  const timeout = AbortSignal.timeout(downloadWithinMs);
  const signal = AbortSignal.any([timeout, context.signal]);
  const response = await fetch(archiveUrl, { signal });
  if (!response.ok || response.body === null) return undefined;
  const archive = join(directory, 'archive.tar.gz');
  const body = Readable.fromWeb(response.body as ReadableStream<Uint8Array>);
  await pipeline(body, createWriteStream(archive), { signal });
  const command = ['tar', '-xzf', archive, '-C', directory, fileToExtract];
  const { exitCode } = await runCommand(command, { environment: context.environment }, context);
  return exitCode === 0 ? join(directory, fileToExtract) : undefined;
}
