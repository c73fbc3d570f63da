import { describe, expect, it } from '@jest/globals';
import { summary } from '../../../dev/launcher/summary.ts';
import { loadConfig } from '../../../platform/config.ts';

const embedded = {
  DATABASE_URL: 'postgres://lector:hidden@127.0.0.1:54329/lector',
  TEMPORAL_ADDRESS: '127.0.0.1:7233',
  TEMPORAL_UI_URL: 'http://localhost:8233',
  S3_ENDPOINT: 'http://127.0.0.1:9000',
  AWS_ACCESS_KEY_ID: 'key',
  AWS_SECRET_ACCESS_KEY: 'hidden',
  SMTP_URL: 'smtp://127.0.0.1:1025',
  OPENAI_BASE_URL: 'http://127.0.0.1:4010/v1',
};
const inboxUrl = 'http://localhost:8025';

describe('summary', () => {
  it('shows addresses and the account, in columns, and no secrets', () => {
    const text = summary({ inboxUrl, parts: new Map([['ai', {}]]) }, loadConfig(embedded));
    expect(`\n${text}\n`).toBe(`
  API             http://localhost:3000
  API reference   http://localhost:3000/docs
  Temporal UI     http://localhost:8233
  Inbox           http://localhost:8025
  S3              http://127.0.0.1:9000, bucket lector
  Postgres        127.0.0.1:54329/lector
  AI              http://127.0.0.1:4010/v1, a stand-in: reads tone-coded audio only, see docs
  Administrator   admin@lector.local / correct horse battery staple
  Logs            .lector/logs
`);
  });

  it('shows what is elsewhere', () => {
    const elsewhere = {
      ...embedded,
      TEMPORAL_UI_URL: '',
      SMTP_URL: 'smtps://me:hidden@mail.example.com:465',
      OPENAI_BASE_URL: '',
      OPENAI_API_KEY: 'hidden',
    };
    const text = summary({ inboxUrl: undefined, parts: new Map() }, loadConfig(elsewhere));
    expect(text).toContain('not known (TEMPORAL_UI_URL); server 127.0.0.1:7233');
    expect(text).toContain('none: mail goes out through mail.example.com:465');
    expect(text).toContain('OpenAI, gpt-4o-transcribe');
    expect(text).not.toContain('hidden');
  });

  it.each([
    [
      { TRANSCRIBE_PROVIDER: 'assemblyai', ASSEMBLYAI_API_KEY: 'hidden' },
      'https://api.assemblyai.com, universal-3-5-pro',
    ],
    [
      { TRANSCRIBE_BASE_URL: 'http://localhost:8000/v1', TRANSCRIBE_MODEL: 'tiny' },
      'http://localhost:8000/v1, tiny',
    ],
  ])('says where speech goes, if it is elsewhere: %j', (settings, where) => {
    const config = loadConfig({ ...embedded, ...settings, AWS_SECRET_ACCESS_KEY: 'hidden' });
    const text = summary({ inboxUrl, parts: new Map([['ai', {}]]) }, config);
    expect(text).toContain(`Speech to text   ${where}`);
    expect(text).not.toContain('hidden');
  });
});
