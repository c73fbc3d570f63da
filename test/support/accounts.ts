import { randomUUID } from 'node:crypto';
import { createClient, type Answer, type Client } from './client.ts';

export interface Tokens {
  access_token: string;
  refresh_token: string;
  expires_in: number;
  user: { id: string; email: string; username: string; role: string };
}

/** Somebody who is signed in. */
export interface Account extends Client {
  id: string;
  email: string;
  username: string;
  password: string;
  refreshToken: string;
}

export interface Accounts {
  /** Registers somebody new and signs them in. */
  newUser(): Promise<Account>;
  /** @throws Error for any other answer than tokens */
  signIn(email: string, password: string): Promise<Account>;
  login(email: string, password: string): Promise<Answer<Tokens>>;
}

/** @param apiUrl without `/api/v1` */
export function createAccounts(apiUrl: string): Accounts {
  const guest = createClient(apiUrl, null);

  function login(email: string, password: string): Promise<Answer<Tokens>> {
    return guest.post<Tokens>('/auth/login', { email, password });
  }

  async function signIn(email: string, password: string): Promise<Account> {
    const { status, body } = await login(email, password);
    if (status !== 200) throw new Error(`Sign-in answered ${status}: ${JSON.stringify(body)}`);
    const { id, username } = body.user;
    const client = createClient(apiUrl, body.access_token);
    return { ...client, id, username, email, password, refreshToken: body.refresh_token };
  }

  async function newUser(): Promise<Account> {
    const username = `user-${randomUUID().slice(0, 12)}`;
    const [email, password] = [`${username}@lector.test`, 'nobody will guess this'];
    const made = await guest.post('/auth/register', { email, username, password });
    if (made.status !== 201) throw new Error(`Registration answered ${made.status}`);
    return signIn(email, password);
  }

  return { newUser, signIn, login };
}
