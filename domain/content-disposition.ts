/**
 * `Content-Disposition` of a download, with a name for every client: `filename` in plain ASCII, and `filename*` in
 * UTF-8 for those that read it.
 *
 * Source: RFC 6266 §4, Appendix D; RFC 8187 §3.2.
 */
export function attachmentDisposition(fileName: string): string {
  return disposition('attachment', fileName);
}

/** The same for what is to be shown or played where it is; the name counts once somebody saves it. */
export function inlineDisposition(fileName: string): string {
  return disposition('inline', fileName);
}

function disposition(type: string, fileName: string): string {
  const safe = fileName
    .replace(/[\p{Cc}\p{Cf}/\\]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  const name = safe === '' ? 'download' : safe;
  return `${type}; filename="${asciiFileName(name)}"; filename*=UTF-8''${encodeExtValue(name)}`;
}

/** Letters lose their accents; what has no ASCII form becomes `_`, and quotes and percent signs with it. */
function asciiFileName(name: string): string {
  const plain = name
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .replace(/[^\x20-\x7e]+/g, '_')
    .replace(/["%]/g, '_');
  return /[a-z0-9]/i.test(plain.replace(/\.[a-z0-9]+$/i, ''))
    ? plain
    : plain.replace(/^[^.]*/, 'download');
}

/** `attr-char` of RFC 8187 stays as it is; `encodeURIComponent` leaves three characters more than it allows. */
function encodeExtValue(name: string): string {
  return encodeURIComponent(name.toWellFormed()).replace(
    /['()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
