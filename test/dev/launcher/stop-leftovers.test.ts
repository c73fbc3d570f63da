import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { processIdentity } from '../../../dev/bootstrap/process-identity.mjs';
import { stopLeftovers } from '../../../dev/launcher/stop-leftovers.ts';
import { writePartRecord } from '../../../dev/stack/process/part-record.ts';

let directory: string;
const children: ChildProcess[] = [];
const reports: string[] = [];

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'lector-run-'));
  reports.length = 0;
});

afterEach(async () => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
  await rm(directory, { recursive: true });
});

async function startLeftover(shellText: string): Promise<number> {
  const child = spawn('sh', ['-c', `${shellText}; echo up; exec sleep 600`], {
    detached: true,
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  children.push(child);
  await once(child.stdout, 'data');
  return child.pid ?? 0;
}

describe('stopLeftovers', () => {
  it('ends noted parts that still run, also one that does not heed, and says so', async () => {
    const polite = await startLeftover(':');
    const deaf = await startLeftover(`trap '' INT`);
    writePartRecord(directory, { name: 'api', pid: polite });
    writePartRecord(directory, { name: 's3', pid: deaf });
    await stopLeftovers(directory, (line) => reports.push(line), 300);
    expect([polite, deaf].map(processIdentity)).toEqual([undefined, undefined]);
    expect(reports).toEqual([`ending what an earlier run has left: api (${polite}), s3 (${deaf})`]);
    expect(readdirSync(directory)).toEqual([]);
  });

  it('leaves a process alone that only has the number of a noted part', async () => {
    const stranger = await startLeftover(':');
    writePartRecord(directory, { name: 'api', pid: stranger });
    await writeFile(join(directory, 'api.identity'), 'another-boot/4711\n');
    await stopLeftovers(directory, (line) => reports.push(line));
    expect(processIdentity(stranger)).toBeDefined();
    expect(reports).toEqual([]);
  });

  it('makes nothing of notes that were cut short', async () => {
    await writeFile(join(directory, 'api.pid'), '');
    await writeFile(join(directory, 's3.pid'), `${process.pid}\n`);
    await stopLeftovers(directory, (line) => reports.push(line));
    expect(reports).toEqual([]);
  });
});
