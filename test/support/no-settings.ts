import { settingsSchema } from '../../platform/settings.ts';

/** Every setting as not set: what the machine or .env says is meant for another stack. */
export const noSettings: Record<string, string> = Object.fromEntries(
  Object.keys(settingsSchema.shape).map((name) => [name, '']),
);
