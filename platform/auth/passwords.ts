import { hash, verify, type Options } from '@node-rs/argon2';
import pLimit from 'p-limit';

/** 19 MiB, two passes, one lane. Source: OWASP Password Storage Cheat Sheet, argon2id. */
const options: Options = { memoryCost: 19 * 1024, timeCost: 2, parallelism: 1 };

/** Hashing takes a core and 19 MiB each: a flood of sign-ins must queue, not drown the process. */
const gate = pLimit(4);

/** @returns argon2id in PHC string format, with a salt of its own */
export function hashPassword(password: string): Promise<string> {
  return gate(() => hash(password.normalize('NFKC'), options));
}

let decoy: Promise<string> | undefined;

/**
 * @param passwordHash null when there is no such account, or it has no password: the check takes just as long then,
 * so that the time tells nobody which addresses are known
 */
export async function verifyPassword(
  passwordHash: string | null,
  password: string,
): Promise<boolean> {
  decoy ??= hashPassword('a password that nobody has');
  const against = passwordHash ?? (await decoy);
  const matches = await gate(() => verify(against, password.normalize('NFKC')));
  return matches && passwordHash !== null;
}
