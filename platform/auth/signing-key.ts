import { createPrivateKey, generateKeyPairSync, randomUUID, type KeyObject } from 'node:crypto';
import { link, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';

/** Where a developer's key is kept, so that tokens outlive a restart. Production is given its key. */
const developmentKeyPath = '.lector/data/jwt-private-key.pem';

/** The Ed25519 key that signs access tokens: the given PEM, else one made once and kept under `.lector/`. */
export async function loadSigningKey(pem: string | undefined): Promise<KeyObject> {
  const key = createPrivateKey(pem ?? (await developmentKey()));
  if (key.asymmetricKeyType !== 'ed25519') {
    throw new Error('JWT_PRIVATE_KEY must be an Ed25519 key (openssl genpkey -algorithm ed25519)');
  }
  return key;
}

async function developmentKey(): Promise<string> {
  const { privateKey } = generateKeyPairSync('ed25519', {
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    publicKeyEncoding: { type: 'spki', format: 'pem' },
  });
  await mkdir(dirname(developmentKeyPath), { recursive: true });
  // Several processes may start at once: whoever links first wins, and nobody reads a file that is half written.
  const draft = `${developmentKeyPath}.${randomUUID()}`;
  await writeFile(draft, privateKey, { mode: 0o600 });
  await link(draft, developmentKeyPath).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error;
  });
  await rm(draft);
  return readFile(developmentKeyPath, 'utf8');
}
