/** A stretch of bytes, both ends included. */
export interface ByteRange {
  first: number;
  last: number;
}

/**
 * What a `Range` header asks for, of a file of `sizeBytes`.
 *
 * One range is served. Several in one header are answered with the whole file, as is any header that is not understood:
 * both are allowed at any time, and players ask for one range only.
 *
 * @returns null for the whole file
 * Source: RFC 9110 §14.1, §14.2
 */
export function parseRange(header: string, sizeBytes: number): ByteRange | 'unsatisfiable' | null {
  const spec = /^bytes=[ \t,]*(\d*)-(\d*)[ \t,]*$/i.exec(header.trim());
  const [, from = '', to = ''] = spec ?? [];
  if (!spec || (from === '' && to === '')) return null;
  if (from === '') return lastBytes(Number(to), sizeBytes);
  const first = Number(from);
  const last = to === '' ? sizeBytes - 1 : Number(to);
  if (to !== '' && last < first) return null;
  if (first >= sizeBytes) return 'unsatisfiable';
  return { first, last: Math.min(last, sizeBytes - 1) };
}

function lastBytes(count: number, sizeBytes: number): ByteRange | 'unsatisfiable' | null {
  if (count === 0) return 'unsatisfiable';
  // No Content-Range can name a part of an empty file.
  if (sizeBytes === 0) return null;
  return { first: Math.max(0, sizeBytes - count), last: sizeBytes - 1 };
}

/**
 * Whether the file is still the one that the client has a part of, so that it gets another part and not the whole.
 * A weak tag never says so, nor does a date that leaves room for a second change within its second.
 *
 * @param header `If-Range`; empty where there is none
 * Source: RFC 9110 §13.1.5, §8.8.2.2
 */
export function ifRangeHolds(
  header: string,
  file: { etag: string; modifiedAt: Date },
  now = new Date(),
): boolean {
  const validator = header.trim();
  if (validator === '') return true;
  if (validator.startsWith('"')) return validator === file.etag;
  if (validator.startsWith('W/')) return false;
  const modifiedMs = Math.floor(file.modifiedAt.getTime() / 1000) * 1000;
  return Date.parse(validator) === modifiedMs && now.getTime() - modifiedMs >= 1000;
}
