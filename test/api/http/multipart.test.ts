import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ProblemBody } from '../../../api/http/problem.ts';
import { maxFileBytes, startFormServer, type FormServer } from './form-server.ts';

let server: FormServer;
beforeAll(async () => {
  server = await startFormServer();
});
afterAll(() => server.stop());

async function send(form: FormData) {
  const response = await fetch(server.url, { method: 'POST', body: form });
  return { status: response.status, body: (await response.json()) as ProblemBody };
}

function withFile(bytes: number, name = 'a.mp3'): FormData {
  const form = new FormData();
  form.append('file', new Blob([Buffer.alloc(bytes)]), name);
  return form;
}

describe('readForm', () => {
  it('gives the text fields with all of their values, and the file to its taker', async () => {
    const form = withFile(10);
    form.append('title', 'Ἰλιάς 🎧');
    form.append('authors', 'One');
    form.append('authors', 'Two');
    expect(await send(form)).toEqual({
      status: 200,
      body: {
        fields: { title: ['Ἰλιάς 🎧'], authors: ['One', 'Two'] },
        file: { fileName: 'a.mp3', sizeBytes: 10 },
      },
    });
  });

  it.each([
    ['日本語の本.mp3', '日本語の本.mp3'],
    ['Émile – “été”.mp3', 'Émile – “été”.mp3'],
    ['../../etc/passwd', 'passwd'],
    ['C:\\books\\one.mp3', 'one.mp3'],
    ['a\tb.mp3', 'ab.mp3'],
    [`${'n'.repeat(400)}.mp3`, 'n'.repeat(255)],
  ])('takes the file name %j as %j', async (given, seen) => {
    const { body } = await send(withFile(1, given));
    expect(body).toMatchObject({ file: { fileName: seen } });
  });

  it('takes a file of exactly the size that is allowed, and none that is larger', async () => {
    expect(await send(withFile(maxFileBytes))).toMatchObject({ status: 200 });
    expect(await send(withFile(maxFileBytes + 1))).toMatchObject({
      status: 413,
      body: { error: 'payload_too_large', detail: 'The file is larger than 1000 bytes.' },
    });
  });

  it('answers while most of a file that is too large is still to come', async () => {
    expect(await send(withFile(50 * 2 ** 20))).toMatchObject({ status: 413 });
  });

  it('refuses a field that is too long', async () => {
    const form = withFile(1);
    form.append('title', 'x'.repeat(65 * 1024));
    expect(await send(form)).toMatchObject({
      status: 413,
      body: { error: 'payload_too_large', detail: 'The field title is too long.' },
    });
  });

  it('refuses more parts than a form of ours has', async () => {
    const form = withFile(1);
    for (let index = 0; index < 130; index += 1) form.append(`field${index}`, 'x');
    expect(await send(form)).toMatchObject({
      status: 413,
      body: { detail: 'The form has too many parts.' },
    });
  });

  it('refuses a second file, and a file under another name', async () => {
    const twice = withFile(1);
    twice.append('file', new Blob(['y']), 'b.mp3');
    expect(await send(twice)).toMatchObject({
      status: 422,
      body: { details: [{ path: 'form.file', message: 'sent more than once' }] },
    });
    const other = withFile(1);
    other.append('extra', new Blob(['y']), 'b.mp3');
    expect(await send(other)).toMatchObject({
      status: 422,
      body: { details: [{ path: 'form.extra', message: 'not a file field' }] },
    });
  });

  it('refuses what is no form at all', async () => {
    const response = await fetch(server.url, { method: 'POST', body: '{}' });
    expect([response.status, await response.json()]).toEqual([
      415,
      expect.objectContaining({ error: 'unsupported_media_type' }),
    ]);
  });

  it('lets a field be called like something that every object has', async () => {
    const form = withFile(1);
    form.append('__proto__', 'x');
    form.append('constructor', 'y');
    expect((await send(form)).body).toMatchObject({ fields: { constructor: ['y'] } });
  });
});
