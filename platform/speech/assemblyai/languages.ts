/** Languages by AssemblyAI's codes. Source: https://www.assemblyai.com/docs/pre-recorded-audio/supported-languages */
const known = new Set(
  (
    'af am ar as az ba be bg bn bo br bs ca cs cy da de el en es et eu fa fi fo fr gl gu ha haw he hi hr ht hu hy id ' +
    'is it ja jw ka kk km kn ko la lb ln lo lt lv mg mi mk ml mn mr ms mt my ne nl nn no oc pa pl ps pt ro ru sa sd si ' +
    'sk sl sn so sq sr su sv sw ta te tg th tk tl tr tt uk ur uz vi yi yo zh'
  ).split(' '),
);

/** Where AssemblyAI's code is not the one of ISO 639-1. */
const otherwise: Record<string, string> = { jv: 'jw', nb: 'no' };

/** @returns null for a language that AssemblyAI does not list; it then has to find out by itself */
export function toAssemblyAiLanguage(isoCode: string): string | null {
  const code = otherwise[isoCode] ?? isoCode;
  return known.has(code) ? code : null;
}

/** `en_us` and the like as ISO 639-1. */
export function fromAssemblyAiLanguage(code: string): string {
  const base = code.toLowerCase().split('_')[0] ?? code;
  return base === 'jw' ? 'jv' : base;
}
