import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import { publishSettings } from '../../../dev/launcher/publish-settings.ts';

let directory: string;
const file = () => join(directory, 'settings.env');
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'lector-settings-'));
});
afterEach(() => rmSync(directory, { recursive: true }));

const settings = {
  DATABASE_URL: 'postgres://lector:x@127.0.0.1:1/lector?a=b#c',
  JWT_PRIVATE_KEY: '-----BEGIN KEY-----\nabc+/=\n-----END KEY-----\n',
};

it('leaves settings as Node reads them, for their owner alone, and takes them away', () => {
  // Of a launcher that was killed.
  writeFileSync(file(), 'OLD=1', { mode: 0o644 });
  const published = publishSettings(directory, settings);
  expect(parseEnv(readFileSync(file(), 'utf8'))).toEqual(settings);
  expect(statSync(file()).mode & 0o777).toBe(0o600);
  published[Symbol.dispose]();
  expect(existsSync(file())).toBe(false);
});
