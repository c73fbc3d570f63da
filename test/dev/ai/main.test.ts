import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import OpenAI from 'openai';
import { speechFile } from './speech-file.ts';

const script = fileURLToPath(new URL('../../../dev/ai/main.ts', import.meta.url));
let directory = '';
const children: ChildProcess[] = [];

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'ai-main-'));
});
afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
});
afterAll(() => rm(directory, { recursive: true, force: true }));

async function start(...args: string[]) {
  const child = spawn(process.execPath, [script, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  children.push(child);
  const [line] = (await once(createInterface(child.stdout), 'line')) as [string];
  const url = line.replace('listening on ', '');
  const client = new OpenAI({ apiKey: 'test', baseURL: `${url}/v1`, maxRetries: 0 });
  const transcribe = async () =>
    client.audio.transcriptions.create({ file: await speechFile('one two'), model: 'whisper-1' });
  return { child, line, url, transcribe };
}

async function stop(child: ChildProcess, signal: NodeJS.Signals): Promise<unknown[]> {
  const ended = once(child, 'exit');
  child.kill(signal);
  return ended;
}

async function totals(url: string): Promise<object> {
  const response = await fetch(`${url}/stand-in/ledger`);
  return ((await response.json()) as { totals: object }).totals;
}

describe('node dev/ai/main.ts', () => {
  it('says where it listens, and keeps its ledger over kill -9', async () => {
    const first = await start('--port', '0', '--data', directory);
    expect(first.line).toMatch(/^listening on http:\/\/127\.0\.0\.1:\d+$/);
    expect((await first.transcribe()).text).toBe('one two');
    expect(await stop(first.child, 'SIGKILL')).toEqual([null, 'SIGKILL']);

    const second = await start('--port', '0', '--data', directory);
    await second.transcribe();
    expect(await totals(second.url)).toMatchObject({ calls: 2, paid_calls: 2 });
    expect(await stop(second.child, 'SIGTERM')).toEqual([0, null]);
  });

  it('lets a call under way end on SIGTERM', async () => {
    const { child, url, transcribe } = await start('--port=0', `--data=${directory}`);
    const rules = [{ fault: { kind: 'delay', seconds: 60 } }];
    await fetch(`${url}/stand-in/faults`, { method: 'PUT', body: JSON.stringify({ rules }) });
    const answer = transcribe();
    let seen = 0;
    while (seen === 0) {
      const response = await fetch(`${url}/stand-in/faults`);
      seen = ((await response.json()) as { rules: { hits: number }[] }).rules[0]?.hits ?? 0;
    }
    expect(await stop(child, 'SIGTERM')).toEqual([0, null]);
    expect((await answer).text).toBe('one two');
  });

  it('says what it is on its front page', async () => {
    const { child, url } = await start('--port=0', `--data=${directory}`);
    const page = await (await fetch(url)).text();
    expect(page).toContain('is <strong>no AI</strong>');
    await stop(child, 'SIGINT');
  });

  it.each([[['--port', '0']], [['--port', 'x', '--data', '/tmp']]])('refuses %j', async (args) => {
    const child = spawn(process.execPath, [script, ...args], { stdio: 'ignore' });
    expect(await once(child, 'exit')).toEqual([2, null]);
  });

  it('names a port that is taken', async () => {
    const { child, url } = await start('--port=0', `--data=${directory}`);
    const args = ['--port', new URL(url).port, '--data', directory];
    const other = spawn(process.execPath, [script, ...args], {
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    let complaint = '';
    other.stderr.on('data', (bytes: Buffer) => (complaint += bytes.toString()));
    const [code] = (await once(other, 'close')) as [number];
    expect(code).not.toBe(0);
    expect(complaint).toContain('EADDRINUSE');
    await stop(child, 'SIGTERM');
  });
});
