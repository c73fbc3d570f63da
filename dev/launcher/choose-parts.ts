import type { Settings } from '../../platform/settings.ts';
import type { PartName } from '../stack/part-names.ts';
import { partNames } from '../stack/part-names.ts';

/** The settings that replace an embedded part: any one of its set is enough. */
const replacements: Partial<Record<PartName, readonly (keyof Settings)[]>> = {
  postgres: ['DATABASE_URL'],
  temporal: ['TEMPORAL_ADDRESS'],
  s3: ['S3_ENDPOINT'],
  mail: ['SMTP_URL'],
  ai: ['OPENAI_API_KEY', 'OPENAI_BASE_URL', 'AZURE_OPENAI_ENDPOINT'],
};

/** The parts to start: all but those that the settings say are elsewhere. */
export function chooseParts(settings: Settings): PartName[] {
  return partNames.filter(
    (part) => !(replacements[part] ?? []).some((name) => settings[name] !== undefined),
  );
}
