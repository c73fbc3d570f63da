import type { Settings } from './settings.ts';

const mebibyte = 2 ** 20;

/** Limits of the transcription service. */
export function transcribeConfig(settings: Settings) {
  return {
    dailyLimits: {
      user: settings.TRANSCRIBE_USER_DAILY_LIMIT,
      device: settings.TRANSCRIBE_ANONYMOUS_DAILY_LIMIT,
      address: settings.TRANSCRIBE_ADDRESS_DAILY_LIMIT,
    },
    maxBytes: {
      anonymous: settings.TRANSCRIBE_ANONYMOUS_MAX_MIB * mebibyte,
      user: settings.TRANSCRIBE_USER_MAX_MIB * mebibyte,
      admin: settings.TRANSCRIBE_ADMIN_MAX_MIB * mebibyte,
      compatible: settings.TRANSCRIBE_COMPATIBLE_MAX_MIB * mebibyte,
    },
    audioRetentionMs: settings.TRANSCRIBE_AUDIO_RETENTION_HOURS * 3_600_000,
    webhookAllowLoopback: settings.WEBHOOK_ALLOW_LOOPBACK,
  };
}
