import { describe, expect, it } from '@jest/globals';
import { loadConfig, SettingsError } from '../../platform/config.ts';

const needed = {
  DATABASE_URL: 'postgres://localhost/lector',
  TEMPORAL_ADDRESS: 'localhost:7233',
  AWS_ACCESS_KEY_ID: 'id',
  AWS_SECRET_ACCESS_KEY: 'secret',
  SMTP_URL: 'smtp://localhost:25',
  OPENAI_API_KEY: 'key',
};

function modelsOf(settings: Record<string, string>) {
  const { ai, speech } = loadConfig({ ...needed, ...settings });
  return [speech.provider, ai.transcribeModel, ai.fallbackModel];
}

describe('speechConfig', () => {
  it('takes the models of the provider where none are set', () => {
    expect(modelsOf({})).toEqual(['openai', 'gpt-4o-transcribe', 'whisper-1']);
    expect(modelsOf({ TRANSCRIBE_PROVIDER: 'assemblyai', ASSEMBLYAI_API_KEY: 'key' })).toEqual([
      'assemblyai',
      'universal-3-5-pro',
      'universal-2',
    ]);
  });

  it('takes the models that are set', () => {
    const models = { TRANSCRIBE_MODEL: 'one', TRANSCRIBE_FALLBACK_MODEL: 'other' };
    expect(modelsOf(models)).toEqual(['openai', 'one', 'other']);
  });

  it('wants the key of the provider that is chosen, and of no other', () => {
    const chosen = { ...needed, TRANSCRIBE_PROVIDER: 'assemblyai' };
    expect(() => loadConfig(chosen)).toThrow(SettingsError);
    expect(() => loadConfig(chosen)).toThrow(
      'ASSEMBLYAI_API_KEY: is not set, and TRANSCRIBE_PROVIDER is assemblyai',
    );
    expect(() => loadConfig({ ...needed, TRANSCRIBE_PROVIDER: 'nobody' })).toThrow(
      'TRANSCRIBE_PROVIDER: ',
    );
  });
});
