export const imageFormats = {
  jpeg: { extension: 'jpg', contentType: 'image/jpeg' },
  png: { extension: 'png', contentType: 'image/png' },
  webp: { extension: 'webp', contentType: 'image/webp' },
} as const;

export type ImageFormat = keyof typeof imageFormats;

/**
 * Tells a picture by its first 12 bytes, or null where it is none that browsers show safely (SVG runs scripts).
 * Sources: ISO/IEC 10918-1 Annex B, PNG (third edition) §5.2, RFC 9649 §2.4.
 */
export function sniffImageFormat(head: Uint8Array): ImageFormat | null {
  const text = String.fromCharCode(...head.subarray(0, 12));
  if (text.startsWith('\xff\xd8\xff')) return 'jpeg';
  if (text.startsWith('\x89PNG\r\n\x1a\n')) return 'png';
  return text.startsWith('RIFF') && text.slice(8) === 'WEBP' ? 'webp' : null;
}
