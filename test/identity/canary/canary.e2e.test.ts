import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Secret, TOTP } from 'otpauth';
import { mailedToken } from '../../api/auth/mailed-token.ts';
import type { Tokens } from '../../support/accounts.ts';
import { createClient, type Answer, type Client } from '../../support/client.ts';
import { startLector, type TestLector } from '../../support/lector.ts';
import { captureLines, everyHistory, everyRow, findSecrets } from './traces.ts';

const canary = (what: string) => `canary-${what}-${randomUUID()}`;

let lector: TestLector;
let lines: string[];
const problems: string[] = [];
const secrets: Record<string, string> = {
  password: canary('first-password'),
  wrongPassword: canary('wrong-password'),
  newPassword: canary('new-password'),
  madeUpToken: canary('made-up-token'),
};

/** Notes what a problem says; tokens are meant to be in other answers. */
async function noting<Body>(answer: Promise<Answer<Body>>): Promise<Answer<Body>> {
  const { status, headers, body } = await answer;
  if (status >= 400)
    problems.push(`${status} ${JSON.stringify([...headers])} ${JSON.stringify(body)}`);
  return { status, headers, body };
}

beforeAll(async () => {
  lector = await startLector({ settings: { LOG_LEVEL: 'trace', RATE_LIMIT_FACTOR: '1000' } });
  lines = captureLines(lector.deps.log);
  const workerLines = captureLines(lector.worker.deps.log);
  await live(lector.guest);
  lines.push(...workerLines);
}, 120_000);
afterAll(() => lector.stop());

/** An account's life, with everything that goes wrong in one. */
async function live(guest: Client): Promise<void> {
  const { password = '', wrongPassword = '', newPassword = '', madeUpToken = '' } = secrets;
  const username = `canary-${randomUUID().slice(0, 8)}`;
  const email = `${username}@lector.test`;
  const post = (path: string, body: unknown, headers = {}) =>
    noting(guest.post(path, body, headers));

  await post('/auth/register', { email, username, password });
  await post('/auth/register', { email, username, password });
  await post('/auth/register', { email: password, username: password, password: [password] });
  await post('/auth/register', `not JSON, but ${password}`);
  const verification = await mailedToken(lector, email, /^Verify/);
  await post('/auth/verify-email', { token: verification });
  await post('/auth/verify-email', { token: verification });
  await post('/auth/login', { email, password: wrongPassword });
  await post('/auth/login', { email, password, extra: password });
  const login = await post('/auth/login', { email, password });
  const tokens = login.body as Tokens;
  const refreshed = await post('/auth/refresh', { refresh_token: tokens.refresh_token });
  const successor = refreshed.body as Tokens;
  const again = await post('/auth/refresh', { refresh_token: successor.refresh_token });
  await post('/auth/refresh', { refresh_token: tokens.refresh_token });
  await post('/auth/refresh', { refresh_token: madeUpToken });
  await noting(guest.get('/users/me', { authorization: `Bearer ${madeUpToken}` }));
  await noting(guest.get(`/no/such/path?token=${madeUpToken}`));
  await noting(guest.get(`/auth/google/callback?state=${madeUpToken}&code=${madeUpToken}`));

  const { body: back } = await post('/auth/login', { email, password });
  const session = (back as Tokens).access_token;
  const user = createClient(lector.url, session);
  const key = await user.post<{ key: string }>('/users/me/api-keys', {
    name: 'a key',
    scopes: ['store:buy', 'audiobooks:write'],
  });
  const machine = createClient(lector.url, key.body.key);
  await noting(machine.get('/users/me'));
  await noting(machine.post('/cart/add', { audiobook_id: randomUUID() }));
  await noting(
    machine.post('/checkout', { payment_method: 'card' }, { 'idempotency-key': randomUUID() }),
  );
  const form = new FormData();
  form.append('title', 'No recording');
  form.append('file', new Blob(['no audio']), 'book.mp3');
  await noting(machine.upload(form));

  const totp = await user.post<{ secret: string }>('/users/me/totp', { password });
  const app = new TOTP({ secret: Secret.fromBase32(totp.body.secret) });
  const confirmed = await user.post<{ recovery_codes: string[] }>('/users/me/totp/confirm', {
    code: app.generate({ timestamp: Date.now() - 30_000 }),
  });
  const challenged = await guest.post<{ challenge_token: string }>('/auth/login', {
    email,
    password,
  });
  const [recovery = ''] = confirmed.body.recovery_codes;
  const { challenge_token: challenge } = challenged.body;
  await post('/auth/second-factor', { challenge_token: challenge, code: recovery });
  await post('/auth/second-factor', { challenge_token: challenge, code: recovery });

  await post('/auth/password-reset', { email });
  const reset = await mailedToken(lector, email, /^Reset/);
  await post('/auth/password-reset/confirm', { token: reset, password: newPassword });
  await post('/auth/password-reset/confirm', { token: reset, password: newPassword });
  const last = await post('/auth/login', { email, password: newPassword });
  await noting(
    guest.call('DELETE', '/users/me', {
      headers: { authorization: `Bearer ${session}`, 'x-confirm-password': wrongPassword },
    }),
  );
  Object.assign(secrets, {
    verification,
    reset,
    challenge,
    recovery,
    recoveryWithoutDashes: recovery.replaceAll('-', ''),
    totpSecret: totp.body.secret,
    accessToken: tokens.access_token,
    accessTokenSignature: session.split('.')[2] ?? '',
    refreshToken: tokens.refresh_token,
    refreshSuccessor: successor.refresh_token,
    refreshThird: (again.body as Tokens).refresh_token,
    lastChallenge: (last.body as { challenge_token?: string }).challenge_token ?? canary('none'),
    apiKey: key.body.key,
    apiKeySecret: key.body.key.split('_').slice(2).join('_'),
    signingSecret: lector.deps.serverSecret,
    databasePassword: new URL(lector.config.databaseUrl).password || canary('none'),
    storageSecret: lector.config.storage.secretAccessKey,
  });
}

describe('secrets that were used are found', () => {
  it('in no log line', () => {
    expect(lines.length).toBeGreaterThan(30);
    expect(findSecrets(secrets, lines)).toEqual([]);
  });

  it('in no problem', () => {
    expect(problems.length).toBeGreaterThan(12);
    // The challenge is for the client: it comes with the problem that asks for the second factor.
    const meant = new Set(['challenge', 'lastChallenge']);
    const others = Object.fromEntries(Object.entries(secrets).filter(([name]) => !meant.has(name)));
    expect(findSecrets(others, problems)).toEqual([]);
  });

  it('in no history of a workflow', async () => {
    const histories = await everyHistory(lector);
    expect(histories.join('\n')).toContain('emailId');
    expect(findSecrets(secrets, histories)).toEqual([]);
  });

  it('in no row of any table', async () => {
    const rows = await everyRow(lector.deps.orm.em.fork());
    expect(rows.length).toBeGreaterThan(20);
    expect(findSecrets(secrets, rows)).toEqual([]);
  });

  it('if they are there: the search is able to', () => {
    for (const text of [
      secrets['password'] ?? '',
      Buffer.from(secrets['reset'] ?? '').toString('hex'),
    ]) {
      expect(findSecrets(secrets, [`before ${text} after`])).toHaveLength(1);
    }
  });
});
