import { describe, expect, it } from '@jest/globals';
import { chooseParts } from '../../../dev/launcher/choose-parts.ts';
import { partNames } from '../../../dev/stack/part-names.ts';
import { readSettings } from '../../../platform/config.ts';

describe('chooseParts', () => {
  it('takes all when nothing is set', () => {
    expect(chooseParts(readSettings({}))).toEqual([...partNames]);
  });

  it.each([
    ['postgres', { DATABASE_URL: 'postgres://me@db/lector' }],
    ['temporal', { TEMPORAL_ADDRESS: 'temporal.example.com:7233' }],
    ['s3', { S3_ENDPOINT: 'https://s3.example.com' }],
    ['mail', { SMTP_URL: 'smtp://mail.example.com' }],
    ['ai', { OPENAI_API_KEY: 'sk-1' }],
    ['ai', { OPENAI_BASE_URL: 'http://localhost:11434/v1' }],
    ['ai', { AZURE_OPENAI_ENDPOINT: 'https://me.openai.azure.com' }],
  ])('leaves %s out where %j says that it is elsewhere', (part, settings) => {
    expect(chooseParts(readSettings(settings))).toEqual(partNames.filter((name) => name !== part));
  });

  it('counts an empty setting as none', () => {
    expect(chooseParts(readSettings({ OPENAI_API_KEY: '', DATABASE_URL: '' }))).toHaveLength(7);
  });
});
