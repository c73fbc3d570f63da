import { z } from 'zod';

const group = 'Transcription service';
const count = (fallback: number) => z.coerce.number().int().min(0).default(fallback);
const mebibytes = (fallback: number) => z.coerce.number().positive().max(20_480).default(fallback);

/** Settings of `/transcribe` and `/v1/audio/transcriptions`. */
export const transcribeSettings = {
  TRANSCRIBE_USER_DAILY_LIMIT: count(25).meta({
    group,
    description: 'Uploads that a user may have on a UTC day',
  }),
  TRANSCRIBE_ANONYMOUS_DAILY_LIMIT: count(5).describe(
    'Uploads that somebody who is not signed in may have on a UTC day',
  ),
  TRANSCRIBE_ADDRESS_DAILY_LIMIT: count(5).describe(
    'Uploads of all who are not signed in from one IPv4 address or IPv6 /64 together; raise it where many share one',
  ),
  TRANSCRIBE_ANONYMOUS_MAX_MIB: mebibytes(5).describe(
    'Largest upload to /transcribe of somebody who is not signed in, in MiB',
  ),
  TRANSCRIBE_USER_MAX_MIB: mebibytes(5).describe('Largest upload to /transcribe of a user, in MiB'),
  TRANSCRIBE_ADMIN_MAX_MIB: mebibytes(1024).describe(
    'Largest upload to /transcribe of an administrator, in MiB',
  ),
  TRANSCRIBE_COMPATIBLE_MAX_MIB: mebibytes(1024).describe(
    'Largest upload to the OpenAI-compatible /v1/audio/transcriptions, in MiB',
  ),
  TRANSCRIBE_AUDIO_RETENTION_HOURS: z.coerce
    .number()
    .positive()
    .default(24)
    .describe("Hours that the service keeps an upload's audio; the transcript stays"),
  WEBHOOK_ALLOW_LOOPBACK: z
    .stringbool()
    .default(false)
    .describe('true: webhooks may go to this machine itself, over http, too; for development'),
};
