import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { sql } from 'kysely';
import { exportAccount } from '../../../db/repositories/accounts/export-account.ts';
import { startLector, type TestLector, type TestUser } from '../../support/lector.ts';
import { waitFor } from '../../support/wait-for.ts';
import { fillAccount, rowsOf, userTables } from './filled-account.ts';

let lector: TestLector;
beforeAll(async () => {
  lector = await startLector({ settings: { RATE_LIMIT_FACTOR: '1000' } });
}, 120_000);
afterAll(() => lector.stop());

const em = () => lector.deps.orm.em.fork();

/** What bookkeeping and the security log keep, and what is the store's; it names nobody. */
const keptTables = ['audit_events', 'entitlements', 'orders'];

describe('the export of an account', () => {
  /** Secrets, and what says nothing of anybody. */
  const leftOut = new Set([
    'idempotency_keys',
    'one_time_tokens',
    'recovery_codes',
    'totp_factors',
    // What is under way, for a day at most.
    'transcript_uploads',
    'uploads',
  ]);

  it('has every table that hangs on a user, or says why not', async () => {
    const user = await lector.newUser();
    const exported = Object.keys(await exportAccount(em(), user.id));
    const named: Record<string, string> = { cart_items: 'cart' };
    const missing = (await userTables(em()))
      .map(({ table }) => named[table] ?? table)
      .filter((table) => !exported.includes(table) && !leftOut.has(table));
    expect(missing).toEqual([]);
  });

  it('gives what is there, and no secret', async () => {
    const user = await lector.newUser();
    const { secrets } = await fillAccount(lector, user);
    const { status, headers, body } = await user.get<Record<string, object[]>>('/users/me/export');
    expect(status).toBe(200);
    expect(headers.get('content-disposition')).toContain('attachment');
    expect(body).toMatchObject({
      profile: [{ id: user.id, email: user.email, bio: 'Somebody who reads' }],
      sessions: [{}],
      api_keys: [{ name: 'a key' }],
      audiobooks: [{ title: 'A private book' }],
      orders: [{ status: 'fulfilled' }],
      bookmarks: [{ note: 'a note' }],
      reviews: [{ rating: 4 }],
      favorites: [{}],
      listening_progress: [{ position_seconds: 12 }],
    });
    const text = JSON.stringify(body);
    for (const secret of [...secrets, 'argon2', 'hash', 'sealed'])
      expect(text).not.toContain(secret);
  });
});

describe('the deletion of an account', () => {
  let user: TestUser;
  let folder: string;
  beforeAll(async () => {
    user = await lector.newUser();
    ({ folder } = await fillAccount(lector, user));
  });

  it('needs the password', async () => {
    for (const password of ['', 'a wrong one']) {
      const headers = { 'x-confirm-password': password };
      const { status, body } = await user.call('DELETE', '/users/me', { headers });
      expect({ status, body }).toMatchObject({
        status: 401,
        body: { error: 'invalid_credentials' },
      });
    }
    expect((await user.get('/users/me')).status).toBe(200);
  });

  it('lets nobody in from that moment, and frees address and name', async () => {
    const headers = { 'x-confirm-password': user.password };
    expect((await user.call('DELETE', '/users/me', { headers })).status).toBe(204);
    expect((await user.get('/users/me')).status).toBe(401);
    const { email, password } = user;
    expect((await lector.guest.post('/auth/login', { email, password })).status).toBe(401);
    const again = await lector.guest.post('/auth/register', {
      email,
      username: 'freed-name',
      password,
    });
    expect(again.status).toBe(201);
  });

  it('leaves orders without a name, and nothing else, in the database and in the storage', async () => {
    await waitFor('the recordings to be erased', async () => {
      return (await lector.deps.storage.head(`${folder}/source.mp3`)) === null;
    });
    const left = await waitFor('the rows to go', async () => {
      const rows = await rowsOf(em(), user.id);
      return rows['audiobooks'] === undefined && rows;
    });
    expect(Object.keys(left).toSorted()).toEqual(keptTables);
    const [row] = (await sql`select * from users where id = ${user.id}`.execute(em().getKysely()))
      .rows;
    expect(row).toMatchObject({
      email: `deleted-${user.id}@deleted.invalid`,
      password_hash: null,
      bio: '',
      picture_key: null,
    });
  });
});

describe('the last administrator', () => {
  it('cannot leave, step down or be disabled', async () => {
    const { admin } = lector;
    const headers = { 'x-confirm-password': admin.password };
    const answers = [
      await admin.call('DELETE', '/users/me', { headers }),
      await admin.call('PUT', `/admin/users/${admin.id}/role`, { body: { role: 'user' } }),
      await admin.call('PUT', `/admin/users/${admin.id}/standing`, { body: { disabled: true } }),
    ];
    for (const { status, body } of answers) {
      expect({ status, body }).toMatchObject({
        status: 409,
        body: { error: 'last_administrator' },
      });
    }
  });

  it('is left when all administrators leave at the same time', async () => {
    for (let round = 0; round < 5; round += 1) {
      const second = await lector.newUser();
      await lector.admin.call('PUT', `/admin/users/${second.id}/role`, { body: { role: 'admin' } });
      const stepDown = (actor: TestUser, whom: string) =>
        actor.call('PUT', `/admin/users/${whom}/role`, { body: { role: 'user' } });
      const both = await Promise.all([
        stepDown(lector.admin, second.id),
        stepDown(second, second.id),
        stepDown(second, lector.admin.id),
        stepDown(lector.admin, lector.admin.id),
      ]);
      expect(both.filter(({ status }) => status >= 500)).toEqual([]);
      const admins = await sql<{ id: string }>`
        select id from users where role = 'admin' and disabled_at is null`.execute(
        em().getKysely(),
      );
      expect(admins.rows.length).toBe(1);
      // Whoever is left makes the first one administrator again.
      const [left] = admins.rows;
      if (left?.id === second.id) {
        await stepDownTo(second, lector.admin.id, second.id);
      }
    }
  });
});

async function stepDownTo(actor: TestUser, next: string, former: string): Promise<void> {
  await actor.call('PUT', `/admin/users/${next}/role`, { body: { role: 'admin' } });
  await actor.call('PUT', `/admin/users/${former}/role`, { body: { role: 'user' } });
}
