import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { User } from '../../../db/entities/user.ts';
import type { Account } from '../../support/accounts.ts';
import { startApi, type TestApi } from '../../support/api.ts';

let api: TestApi;
beforeAll(async () => {
  api = await startApi({ RATE_LIMIT_FACTOR: '1000' });
});
afterAll(() => api.stop());

interface Profile {
  username: string;
  bio: string;
  playback_speed: number;
  profile_picture: string | null;
  notification_preferences: Record<string, boolean>;
}

const read = async (user: Account) => (await user.get<Profile>('/users/me')).body;
const change = (user: Account, method: 'PUT' | 'PATCH', body: object) =>
  user.call<Profile>(method, '/users/me', { body });

describe('a profile', () => {
  it('is changed in parts, and replaced as a whole', async () => {
    const user = await api.newUser();
    const before = await read(user);
    const patched = await change(user, 'PATCH', { bio: '  About me  ' });
    expect(patched.body).toEqual({ ...before, bio: 'About me' });
    const whole = {
      username: `${user.username}-2`,
      bio: '',
      playback_speed: 1.5,
      notification_preferences: before.notification_preferences,
    };
    expect((await change(user, 'PUT', { bio: 'not all of it' })).status).toBe(400);
    expect((await change(user, 'PUT', whole)).body).toMatchObject(whole);
    expect(await read(user)).toMatchObject(whole);
  });

  it('cannot have a name that somebody else has, however it is written', async () => {
    const [user, other] = [await api.newUser(), await api.newUser()];
    const taken = await change(user, 'PATCH', { username: other.username.toUpperCase() });
    expect(taken).toMatchObject({ status: 409, body: { error: 'username_taken' } });
    expect((await read(user)).username).toBe(user.username);
  });
});

const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

function sendPicture(user: Account, bytes: Buffer) {
  const form = new FormData();
  form.append('picture', new Blob([new Uint8Array(bytes)], { type: 'image/png' }), 'me.png');
  return user.call<Profile>('PUT', '/users/me/picture', { form });
}

const keyOf = async (user: Account) =>
  (await api.deps.orm.em.fork().findOneOrFail(User, { id: user.id })).pictureKey ?? '';

describe('a picture', () => {
  it('goes to the storage, is shown to everybody, and replaces the one before', async () => {
    const user = await api.newUser();
    const { status, body } = await sendPicture(user, png);
    expect(status).toBe(200);
    expect(body.profile_picture).toBe(`http://lector.test/api/v1/users/${user.id}/picture`);
    const shown = await fetch(`${api.url}/api/v1/users/${user.id}/picture`);
    expect(shown.headers.get('content-type')).toBe('image/png');
    expect(Buffer.from(await shown.arrayBuffer())).toEqual(png);
    const former = await keyOf(user);
    await sendPicture(user, png);
    expect(await keyOf(user)).not.toBe(former);
    expect(await api.deps.storage.head(former)).toBeNull();
    expect(await api.deps.storage.head(await keyOf(user))).not.toBeNull();
  });

  it('is taken away by null, and by nothing else', async () => {
    const user = await api.newUser();
    await sendPicture(user, png);
    const key = await keyOf(user);
    const elsewhere = { profile_picture: 'http://evil.test/picture.png' };
    expect((await change(user, 'PATCH', elsewhere)).status).toBe(422);
    const own = { profile_picture: (await read(user)).profile_picture };
    expect((await change(user, 'PATCH', own)).status).toBe(200);
    expect(
      (await change(user, 'PATCH', { profile_picture: null })).body.profile_picture,
    ).toBeNull();
    expect(await api.deps.storage.head(key)).toBeNull();
    expect((await api.guest.get(`/users/${user.id}/picture`)).status).toBe(404);
  });
});

describe('a password of any script', () => {
  it('confirms the deletion of the account, percent-encoded', async () => {
    const password = "пароль – 100% sicher, d'accord";
    const body = { email: 'script@lector.test', username: 'any-script', password };
    expect((await api.guest.post('/auth/register', body)).status).toBe(201);
    const user = await api.signIn(body.email, password);
    const remove = (value: string) =>
      user.call('DELETE', '/users/me', { headers: { 'x-confirm-password': value } });
    expect((await remove("UTF-8''something%20else")).status).toBe(401);
    expect((await remove(`UTF-8''${encodeURIComponent(password)}`)).status).toBe(204);
  });
});
