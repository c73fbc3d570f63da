import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { createTransport, type SendMailOptions } from 'nodemailer';
import type { Message } from '../../../dev/mail/message.ts';
import { startMail, type RunningMail } from '../../../dev/stack/mail.ts';
import { pollUntil } from '../../../dev/stack/poll-until.ts';
import { takePort } from '../../../dev/stack/ports/take-port.ts';
import { openContext, type TestContext } from './part-context.ts';

let context: TestContext;
let mail: RunningMail;

async function start(): Promise<void> {
  const free = () => takePort({ setting: 'SMTP_PORT', port: 0 });
  mail = await startMail({ smtpPort: await free(), inboxPort: await free() }, context);
}

beforeAll(async () => {
  context = await openContext();
  await start();
});

afterAll(async () => {
  await mail.stop();
  await context[Symbol.asyncDispose]();
});

beforeEach(async () => {
  await request('/messages', 'DELETE');
  await request('/faults', 'PUT', {});
});

function request(path: string, method = 'GET', body?: object): Promise<Response> {
  const content = body && { body: JSON.stringify(body) };
  return fetch(mail.inboxUrl + path, { method, ...content });
}

async function messages(query = ''): Promise<Message[]> {
  return (await (await request(`/messages${query}`)).json()) as Message[];
}

async function send(changes: SendMailOptions = {}): Promise<string> {
  const transport = createTransport(mail.smtpUrl);
  const base = {
    from: 'lector@example.com',
    to: 'ada@example.com',
    subject: 'Hello',
    text: 'Text',
  };
  const { response } = await transport.sendMail({ ...base, ...changes });
  return response;
}

describe('the mail catcher', () => {
  it('shows what was sent, newest first, by the envelope', async () => {
    const before = Date.now();
    await send({ subject: 'Grüße 📚', text: 'Ä\nsecond line', html: '<p>Ä</p>' });
    await send({ to: 'bob@example.com', bcc: 'eve@example.com', subject: 'Second' });
    const [second, first, ...others] = await messages();
    expect(others).toEqual([]);
    expect(first).toEqual({
      id: expect.any(String),
      from: 'lector@example.com',
      to: 'ada@example.com',
      subject: 'Grüße 📚',
      text: 'Ä\nsecond line',
      html: expect.stringContaining('<p>Ä</p>'),
      received_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
    });
    expect(second).toMatchObject({
      to: 'bob@example.com, eve@example.com',
      subject: 'Second',
      html: null,
    });
    expect(Date.parse(first?.received_at ?? '')).toBeGreaterThanOrEqual(before);
  });

  it('believes the envelope, not what a mail says of it', async () => {
    await send({ headers: { 'X-Envelope-To': 'somebody.else@example.com' } });
    expect((await messages())[0]?.to).toBe('ada@example.com');
  });

  it('finds the mails to one address', async () => {
    await send({ to: ['Ada@example.com', 'bob@example.com'], subject: 'both' });
    await send({ to: 'bob@example.com', subject: 'one' });
    const subjects = async (to: string) =>
      (await messages(`?to=${to}`)).map(({ subject }) => subject);
    expect(await subjects('ada@EXAMPLE.com')).toEqual(['both']);
    expect(await subjects('bob@example.com')).toEqual(['one', 'both']);
    expect(await subjects('da@example.com')).toEqual([]);
  });

  it('gives a single one, or says that there is none', async () => {
    await send();
    const [message] = await messages();
    expect(await (await request(`/messages/${message?.id}`)).json()).toEqual(message);
    expect((await request('/messages/123-4')).status).toBe(404);
    expect((await request('/messages/..%2f..%2fpasswd')).status).toBe(404);
    expect((await request('/messages', 'POST')).status).toBe(404);
  });

  it('has on disk what it has said yes to, and nothing half done', async () => {
    await Promise.all([1, 2, 3, 4, 5].map((number) => send({ subject: `number ${number}` })));
    process.kill(mail.pid ?? 0, 'SIGKILL');
    const files = readdirSync(join(context.dataDirectory, 'mail'));
    expect(files.filter((name) => name.endsWith('.eml'))).toHaveLength(5);
    expect(files).toHaveLength(5);
    await pollUntil(() => context.reports.some((line) => line.includes('is back')), {
      timeoutMs: 9000,
    });
    const subjects = (await messages()).map(({ subject }) => subject);
    expect(subjects.sort()).toEqual([1, 2, 3, 4, 5].map((number) => `number ${number}`));
    await request('/messages', 'DELETE');
    expect(readdirSync(join(context.dataDirectory, 'mail'))).toEqual([]);
  });
});

describe('its faults', () => {
  it('refuse just so many', async () => {
    await request('/faults', 'PUT', { reject_next: 2 });
    await expect(send()).rejects.toMatchObject({ responseCode: 451 });
    expect(await (await request('/faults')).json()).toMatchObject({ reject_next: 1 });
    await expect(send()).rejects.toMatchObject({ responseCode: 451 });
    expect(await send()).toMatch(/^250 .*stored as/);
    expect(await messages()).toHaveLength(1);
  });

  it('refuse for good when told so', async () => {
    await request('/faults', 'PUT', { reject_next: 1, reject_code: 550 });
    await expect(send()).rejects.toMatchObject({ responseCode: 550 });
  });

  it('cut the connection before or after the mail is stored', async () => {
    await request('/faults', 'PUT', { close_connection: true });
    await expect(send()).rejects.toMatchObject({ code: 'ECONNECTION' });
    expect(await messages()).toHaveLength(0);
    await request('/faults', 'PUT', { close_connection: 'after_storing' });
    await expect(send()).rejects.toMatchObject({ code: 'ECONNECTION' });
    expect(await messages()).toHaveLength(1);
  });

  it('make it slow', async () => {
    await request('/faults', 'PUT', { delay_seconds: 0.4 });
    const startedAt = performance.now();
    await send();
    expect(performance.now() - startedAt).toBeGreaterThan(390);
  });

  it('are refused when they make no sense', async () => {
    const answer = await request('/faults', 'PUT', { reject_next: -1, typo: true });
    expect(answer.status).toBe(400);
    expect(await answer.text()).toContain('typo');
  });
});

describe('the inbox page', () => {
  const evil = '<script>alert(1)</script>"\'&';

  it('shows what mails say as text', async () => {
    await send({ subject: evil, text: `${evil} https://example.com/a?b=1&c="` });
    const [message] = await messages();
    const pages = await Promise.all(['/', `/mails/${message?.id}`].map((path) => request(path)));
    for (const page of pages) {
      const html = await page.text();
      expect(html).not.toContain('<script');
      expect(html).toContain('&#60;script&#62;alert(1)&#60;/script&#62;&#34;&#39;&#38;');
      expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
    }
  });

  it('makes links of addresses, and nothing else', async () => {
    await send({ text: 'go https://example.com/verify?token=a&b=c javascript:alert(1)' });
    const [message] = await messages();
    const html = await (await request(`/mails/${message?.id}`)).text();
    const links = [...html.matchAll(/<a href="([^"]*)"/g)].map(([, href]) => href);
    expect(links).toEqual(['/', 'https://example.com/verify?token=a&#38;b=c']);
  });

  it('keeps an HTML mail in a sandbox', async () => {
    await send({ html: evil });
    const [message] = await messages();
    const around = await (await request(`/mails/${message?.id}`)).text();
    expect(around).toMatch(/<iframe sandbox="allow-popups allow-popups-to-escape-sandbox" src="/);
    const inside = await request(`/mails/${message?.id}/html`);
    expect(inside.headers.get('content-security-policy')).toMatch(
      /^sandbox allow-popups .*; default-src 'none'/,
    );
    expect(await inside.text()).toContain('<script>');
  });
});
