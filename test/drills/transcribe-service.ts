import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { renderToneBook } from '../../dev/tone/render-tone-book.ts';
import { environmentWith } from '../../platform/config.ts';
import type { Account } from '../support/accounts.ts';
import { someText } from '../support/audiobooks.ts';
import { createClient, type Client } from '../support/client.ts';
import { noSettings } from '../support/no-settings.ts';
import { nearlyAudio, transcriptEnd, uploadAudio } from '../support/transcripts.ts';
import { startWholeStack, type WholeStack } from '../support/whole-stack.ts';

/**
 * The transcription service under load, with figures: 1,000 uploads at once over four API processes, signed in and not;
 * then 100 uploads at once whose worker is killed in the middle. `node test/drills/transcribe-service.ts`
 */
const uploads = 1000;
const recordings = 100;

const lector = await startWholeStack();
const extraApis: ChildProcess[] = [];
try {
  const urls = [lector.apiUrl, ...(await Promise.all([1, 2, 3].map(() => startExtraApi(lector))))];
  const user = await lector.newUser();
  await flood('signed in', urls, user.accessToken, 25);
  await flood('anonymous', urls, null, 5);
  await killWorkers(lector);
} finally {
  await Promise.all(extraApis.map(stopApi));
  await lector.stop();
}

function report(isHeld: boolean, line: string): void {
  if (!isHeld) process.exitCode = 1;
  process.stdout.write(`${isHeld ? '✔' : '✘'} ${line}\n`);
}

async function startExtraApi({ settings }: WholeStack): Promise<string> {
  const child = spawn(process.execPath, ['api/main.ts'], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: environmentWith({ ...noSettings, ...settings, NODE_ENV: 'test', PORT: '0' }),
  });
  extraApis.push(child);
  for await (const line of createInterface({ input: child.stdout })) {
    if (!line.includes('"msg":"api ready"')) continue;
    child.stdout.resume();
    return `http://127.0.0.1:${(JSON.parse(line) as { port: number }).port}`;
  }
  throw new Error('An API did not start');
}

async function stopApi(child: ChildProcess): Promise<void> {
  const closed = once(child, 'close');
  child.kill('SIGTERM');
  await closed;
}

async function flood(
  name: string,
  urls: string[],
  accessToken: string | null,
  limit: number,
): Promise<void> {
  const begun = performance.now();
  const statuses = await Promise.all(
    Array.from({ length: uploads }, async (_, index) => {
      const client = createClient(urls[index % urls.length] ?? '', accessToken);
      const { status } = await uploadAudio(client, nearlyAudio());
      return status;
    }),
  );
  const seconds = (performance.now() - begun) / 1000;
  const count = (status: number) => statuses.filter((one) => one === status).length;
  const isHeld = count(202) === limit && count(429) === uploads - limit;
  report(
    isHeld,
    `${name}: of ${uploads} uploads at once over ${urls.length} API processes ${count(202)} admitted, ` +
      `${count(429)} refused, in ${seconds.toFixed(1)} s`,
  );
}

async function killWorkers(stack: WholeStack): Promise<void> {
  const users = await Promise.all([1, 2, 3, 4].map(() => stack.newUser()));
  const texts = Array.from({ length: 20 }, (_, index) => someText(60, `drill ${index}`));
  const paths = await Promise.all(texts.map((text, index) => render(stack, text, index)));
  await stack.ai.setLatency(0.5);
  const begun = performance.now();
  const uploaded = await Promise.all(
    Array.from({ length: recordings }, async (_, index) => {
      const client = users[index % users.length] as Account;
      const which = index % texts.length;
      const { status, body } = await uploadAudio(client, paths[which] ?? '');
      if (status !== 202) throw new Error(`An upload answered ${status}`);
      return { client, id: body.transcript_id, text: texts[which] ?? '' };
    }),
  );
  await stack.killAndAwaitReturn('worker', 'SIGKILL');
  await someCompleted(stack, 20);
  await stack.killAndAwaitReturn('worker', 'SIGKILL');
  const ends = await Promise.all(uploaded.map((one) => endOf(one)));
  const seconds = (performance.now() - begun) / 1000;
  const completed = ends.filter((end) => end === 'completed').length;
  const failed = ends.filter((end) => end === 'error with a cause').length;
  const calls = await stack.ai.calls();
  report(
    completed + failed === recordings,
    `worker killed twice under ${recordings} uploads: ${completed} completed to the word, ${failed} with a cause, ` +
      `in ${seconds.toFixed(1)} s, ${calls.length} calls to the model`,
  );
}

async function render(stack: WholeStack, text: string, index: number): Promise<string> {
  const path = join(stack.directory, `drill-${index}.mp3`);
  const chapters = [{ title: 'One', text }];
  const book = { chapters, title: 'Drill', author: 'Nobody', format: 'mp3' as const };
  await renderToneBook({ ...book, sampleRateHz: 16_000, path });
  return path;
}

async function someCompleted(stack: WholeStack, wanted: number): Promise<void> {
  for (;;) {
    const [row] = await stack.query<{ count: number }>(
      `select count(*)::int as count from transcripts where status = 'completed'`,
    );
    if ((row?.count ?? 0) >= wanted) return;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

async function endOf({ client, id, text }: { client: Client; id: string; text: string }) {
  const end = await transcriptEnd(client, id);
  if (end.status === 'error') return end.error ? 'error with a cause' : 'error';
  return end.text?.replaceAll(/\s+/g, ' ') === text ? 'completed' : 'another text';
}
