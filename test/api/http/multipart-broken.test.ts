import { afterEach, describe, expect, it } from '@jest/globals';
import { Problem, type ProblemBody } from '../../../api/http/problem.ts';
import { openSocket, sendRaw } from '../../support/raw-request.ts';
import { waitFor } from '../../support/wait-for.ts';
import { startFormServer, type FormServer } from './form-server.ts';

let server: FormServer;
afterEach(() => server.stop());

const head = (type: string, length: number) =>
  `POST / HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Type: ${type}\r\nContent-Length: ${length}\r\n\r\n`;

async function sendForm(type: string, text: string) {
  server = await startFormServer();
  const { status, body } = await sendRaw(server.port, head(type, Buffer.byteLength(text)), text);
  return { status, body: JSON.parse(body) as ProblemBody };
}

function part(name: string, fileName?: string): string {
  const file = fileName === undefined ? '' : `; filename="${fileName}"`;
  return `--b\r\nContent-Disposition: form-data; name="${name}"${file}\r\n\r\nabc`;
}

describe('readForm, of a form that breaks off', () => {
  it.each([
    ['in a file', part('file', 'a.mp3')],
    ['in a field', part('title')],
    ['before the last boundary', `${part('file', 'a.mp3')}\r\n`],
    ['before the first boundary', ''],
    ['in the headers of a part', '--b\r\nContent-Disposition: form-'],
    ['by another boundary', `${part('file', 'a.mp3').replace('--b', '--c')}\r\n--c--\r\n`],
  ])('says so when it ends %s', async (_where, text) => {
    expect(await sendForm('multipart/form-data; boundary=b', text)).toMatchObject({
      status: 400,
      body: { error: 'malformed_request', detail: 'The form ended early.' },
    });
  });

  it('keeps to what it found first when that file was not asked for', async () => {
    expect(await sendForm('multipart/form-data; boundary=b', part('other', 'a.mp3'))).toMatchObject(
      { status: 422, body: { details: [{ path: 'form.other' }] } },
    );
  });

  it('says so when there is no boundary at all', async () => {
    expect(await sendForm('multipart/form-data', '--b--\r\n')).toMatchObject({
      status: 400,
      body: { detail: 'The multipart boundary is missing.' },
    });
  });

  it.each([
    ['in a file', part('file', 'a.mp3')],
    ['in a file that nobody asked for', part('other', 'a.mp3')],
    ['in a field', part('title')],
  ])('ends when the client leaves %s', async (_where, text) => {
    server = await startFormServer();
    const socket = await openSocket(server.port);
    socket.write(head('multipart/form-data; boundary=b', 10_000) + text);
    await new Promise((resolve) => setTimeout(resolve, 50));
    socket.destroy();
    await waitFor('the end of the form', async () => server.ends.length === 1, 5000);
    expect(server.ends[0]).toBeInstanceOf(Problem);
    expect(await fetch(server.url, { method: 'POST' })).toMatchObject({ status: 415 });
  });
});

describe('readForm, when the file cannot be taken', () => {
  async function sendTo(take: Parameters<typeof startFormServer>[0]) {
    server = await startFormServer(take);
    const form = new FormData();
    form.append('file', new Blob([Buffer.alloc(900)]), 'a.mp3');
    form.append('title', 'after it');
    const response = await fetch(server.url, { method: 'POST', body: form });
    return { status: response.status, body: (await response.json()) as ProblemBody };
  }

  it("passes the taker's problem on", async () => {
    const answer = await sendTo(async () => {
      throw new Problem('unsupported_audio');
    });
    expect(answer).toMatchObject({ status: 415, body: { error: 'unsupported_audio' } });
  });

  it('shows nothing of an error that nobody foresaw', async () => {
    const answer = await sendTo(async () => {
      throw new Error('select * from secrets');
    });
    expect(answer).toMatchObject({ status: 500, body: { error: 'internal_error' } });
    expect(JSON.stringify(answer.body)).not.toContain('secrets');
  });
});
