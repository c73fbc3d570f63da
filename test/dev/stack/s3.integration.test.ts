import {
  CreateBucketCommand,
  GetObjectCommand,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { describe, expect, it } from '@jest/globals';
import { existsSync, readFileSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pollUntil } from '../../../dev/stack/poll-until.ts';
import { takePort } from '../../../dev/stack/ports/take-port.ts';
import { startS3, type RunningS3 } from '../../../dev/stack/s3.ts';
import { findVersitygw } from '../../../dev/tools/find-versitygw.ts';
import { environmentWith } from '../../../platform/config.ts';
import { openContext, type TestContext } from './part-context.ts';

async function start(context: TestContext): Promise<RunningS3> {
  const port = await takePort({ setting: 'S3_PORT', port: 0 });
  return startS3({ port, region: 'us-east-1' }, context);
}

function clientOf({ endpoint, accessKeyId, secretAccessKey }: RunningS3): S3Client {
  const credentials = { accessKeyId, secretAccessKey };
  return new S3Client({ endpoint, region: 'us-east-1', forcePathStyle: true, credentials });
}

const object = { Bucket: 'books', Key: 'a/b.txt' };

async function write(s3: RunningS3): Promise<void> {
  const client = clientOf(s3);
  await client.send(new CreateBucketCommand({ Bucket: object.Bucket }));
  await client.send(
    new PutObjectCommand({ ...object, Body: 'words', ContentType: 'text/x-lector' }),
  );
}

async function read(
  s3: RunningS3,
): Promise<{ text: string | undefined; type: string | undefined }> {
  const { Body, ContentType } = await clientOf(s3).send(new GetObjectCommand(object));
  return { text: await Body?.transformToString(), type: ContentType };
}

describe('the embedded S3 server', () => {
  it('keeps its objects and its keys through a stop and a start, and through kill -9', async () => {
    await using context = await openContext();
    await using first = await start(context);
    await write(first);
    await first.stop();
    await using second = await start(context);
    expect(second.secretAccessKey).toBe(first.secretAccessKey);
    expect(await read(second)).toEqual({ text: 'words', type: 'text/x-lector' });
    process.kill(second.pid ?? 0, 'SIGKILL');
    expect(await pollUntil(() => context.reports.length === 2, { timeoutMs: 20_000 })).toBe(true);
    expect(await read(second)).toEqual({ text: 'words', type: 'text/x-lector' });
  });

  it('refuses other keys, and shows its own to nobody who lists processes', async () => {
    await using context = await openContext();
    await using s3 = await start(context);
    const stranger = clientOf({ ...s3, endpoint: s3.endpoint, secretAccessKey: 'f'.repeat(32) });
    const attempt = stranger.send(new CreateBucketCommand({ Bucket: 'books' }));
    await expect(attempt).rejects.toThrow('signature');
    expect(readFileSync(`/proc/${s3.pid}/cmdline`, 'utf8')).not.toContain(s3.secretAccessKey);
  });

  it('does without extended attributes where the file system has none', async () => {
    await using context = await openContext();
    const bin = join(context.directory, 'bin');
    await mkdir(bin);
    // As the server itself does on such a file system; with a sidecar it runs.
    const text = `#!/bin/sh
case "$*" in *--sidecar*) exec ${await findVersitygw(context)} "$@";; esac
echo "xattr check failed: xattrs are not supported on this filesystem"; exit 1`;
    await writeFile(join(bin, 'versitygw'), text, { mode: 0o755 });
    const environment = environmentWith({ PATH: `${bin}:${context.environment['PATH']}` });
    await using s3 = await start({ ...context, environment });
    await write(s3);
    expect(await read(s3)).toEqual({ text: 'words', type: 'text/x-lector' });
    expect(existsSync(join(context.dataDirectory, 's3', 'metadata', 'books'))).toBe(true);
  });
});
