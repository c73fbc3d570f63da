import { z } from 'zod';

const names = new Intl.DisplayNames(['en'], { type: 'language', fallback: 'none' });
const form = /^([a-z]{2,3})([-_][a-z\d]{2,8})*$/i;

/**
 * The ISO 639-1 code of a language that is named by an ISO 639-1, 639-2 or 639-3 code, with or without a region (`en`,
 * `eng`, `en-GB`, `en_us`); its ISO 639-3 code where there is no shorter one.
 *
 * @returns null for what is no language that the Unicode CLDR knows
 */
export function readLanguageCode(text: string): string | null {
  const base = form.exec(text)?.[1]?.toLowerCase();
  if (base === undefined) return null;
  const code = base.length === 2 ? base : (Intl.getCanonicalLocales(base)[0] ?? base);
  return names.of(code) === undefined || notLanguages.has(code) ? null : code;
}

/** Codes for want of a language. Source: ISO 639-3, special situations. */
const notLanguages = new Set(['mis', 'mul', 'und', 'zxx']);

/** In English: `en` is `English`. */
export function languageName(code: string): string | null {
  return form.test(code) ? (names.of(code) ?? null) : null;
}

export const languageCodeSchema = z
  .string()
  .transform((text, context) => {
    const code = readLanguageCode(text.trim());
    if (code !== null) return code;
    context.addIssue({ code: 'custom', message: 'an ISO 639 code such as en or deu' });
    return z.NEVER;
  })
  .meta({ override: { type: 'string' }, description: 'ISO 639-1 or 639-3, for example en or deu' });
