import { describe, expect, it } from '@jest/globals';
import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { findTemporal } from '../../../dev/tools/find-temporal.ts';
import { openToolContext } from './temporary-tools.ts';

const nobody = 'http://127.0.0.1:9/cli';
const fakeGo = 'echo "$* $GOBIN" > "$DIRECTORY/go-call"; echo built > "$GOBIN/temporal"';

async function serveDownload(archive: Buffer) {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(request.url ?? '');
    if (request.url === '/archive') return response.end(archive);
    const archiveUrl = `http://${request.headers.host}/archive`;
    return response.end(JSON.stringify({ archiveUrl, fileToExtract: 'temporal' }));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    asked,
    address: `http://127.0.0.1:${port}/cli`,
    [Symbol.dispose]: () => void server.close(),
  };
}

describe('findTemporal', () => {
  it('takes the one on PATH', async () => {
    await using context = await openToolContext();
    const path = await context.addProgram(
      'temporal',
      'echo "temporal version 1.9.0 (Server 1.32.0, UI 2.50.0)"',
    );
    expect(await findTemporal(context, nobody)).toBe(path);
  });

  it('leaves one aside whose server is too old, says so, and takes the cache’s', async () => {
    await using context = await openToolContext();
    await context.addProgram(
      'temporal',
      'echo "temporal version 0.13.0 (Server 1.25.0, UI 2.30.0)"',
    );
    await mkdir(context.cache, { recursive: true });
    await writeFile(join(context.cache, 'temporal-1.5.1'), '');
    expect(await findTemporal(context, nobody)).toBe(join(context.cache, 'temporal-1.5.1'));
    expect(context.reports).toEqual([
      expect.stringContaining('is left aside, Server 1.29 is needed'),
    ]);
  });

  it('downloads it where that is possible', async () => {
    await using context = await openToolContext();
    await writeFile(context.path('temporal'), 'downloaded');
    await promisify(execFile)('tar', [
      '-czf',
      context.path('a'),
      '-C',
      context.path('.'),
      'temporal',
    ]);
    using download = await serveDownload(await readFile(context.path('a')));
    const environment = {
      ...context.environment,
      PATH: `${context.environment['PATH']}:/usr/bin:/bin`,
    };
    const found = await findTemporal({ ...context, environment }, download.address);
    expect(await readFile(found, 'utf8')).toBe('downloaded');
    expect(download.asked).toEqual([
      expect.stringMatching(/^\/cli\/v1\.5\.1\?arch=(amd|arm)64&platform=\w+&format=tar\.gz$/),
      '/archive',
    ]);
  });

  it('compiles it where the download can not be reached', async () => {
    await using context = await openToolContext();
    await context.addProgram('go', fakeGo);
    const found = await findTemporal(context, nobody);
    expect(found).toBe(join(context.cache, 'temporal-1.5.1'));
    expect(await readFile(found, 'utf8')).toBe('built\n');
    expect(await readFile(context.path('go-call'), 'utf8')).toMatch(
      /^install github\.com\/temporalio\/cli\/cmd\/temporal@v1\.5\.1 .*lector\/bin\/temporal-1\.5\.1\.new-\w+\n$/,
    );
    expect(context.reports).toEqual([
      'temporal: compiling with Go, about 2 minutes on 2 cores, just this once',
      'temporal: compiled in 0 s',
    ]);
  });

  it('compiles it where the download is broken', async () => {
    await using context = await openToolContext();
    await context.addProgram('go', fakeGo);
    using download = await serveDownload(Buffer.from('no archive'));
    expect(await readFile(await findTemporal(context, download.address), 'utf8')).toBe('built\n');
  });

  it('says what helps when nothing does', async () => {
    await using context = await openToolContext();
    await context.addProgram('go', 'echo "go: no space left" >&2; exit 1');
    await expect(findTemporal(context, nobody)).rejects.toThrow(
      /could not be compiled\. One of these helps:(.|\n)*setup-cli(.|\n)*go\.dev(.|\n)*TEMPORAL_ADDRESS/,
    );
    expect(context.reports.at(-1)).toMatch(/ended with code 1:\n {4}go: no space left$/);
  });
});
