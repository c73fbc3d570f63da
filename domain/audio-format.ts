/**
 * The containers that Lector takes, each known by its first bytes (never by its name), with the one
 * ffmpeg demuxer that may open it. Anything else, playlists above all, is refused before ffmpeg sees it.
 */
export const audioFormats = {
  mp3: { demuxer: 'mp3', extension: 'mp3', contentType: 'audio/mpeg' },
  m4a: { demuxer: 'mov', extension: 'm4a', contentType: 'audio/mp4' },
  m4b: { demuxer: 'mov', extension: 'm4b', contentType: 'audio/mp4' },
  aac: { demuxer: 'aac', extension: 'aac', contentType: 'audio/aac' },
  flac: { demuxer: 'flac', extension: 'flac', contentType: 'audio/flac' },
  ogg: { demuxer: 'ogg', extension: 'ogg', contentType: 'audio/ogg' },
  wav: { demuxer: 'wav', extension: 'wav', contentType: 'audio/wav' },
} as const;

export type AudioFormat = keyof typeof audioFormats;

/** How many leading bytes `sniffAudioFormat` looks at. */
export const sniffLengthBytes = 64;

/**
 * Tells the container from the first bytes of a file.
 *
 * @param head at least the first 12 bytes; `sniffLengthBytes` are enough
 * @returns the format, or null where the bytes are none of ours
 * Sources: ISO/IEC 14496-12 §4.3 (ftyp), ID3v2.4 §3.1, ISO/IEC 13818-7 §6.2 (ADTS),
 * RFC 9639 §6 (fLaC), RFC 3533 §6 (OggS), the RIFF specification.
 */
export function sniffAudioFormat(head: Uint8Array): AudioFormat | null {
  if (head.length < 12) return null;
  if (ascii(head, 0, 3) === 'ID3') return 'mp3';
  if (ascii(head, 0, 4) === 'fLaC') return 'flac';
  if (ascii(head, 0, 4) === 'OggS') return 'ogg';
  if (ascii(head, 0, 4) === 'RIFF' && ascii(head, 8, 4) === 'WAVE') return 'wav';
  if (ascii(head, 4, 4) === 'ftyp') return mp4Format(ascii(head, 8, 4));
  return mpegFrameFormat(head[0] ?? 0, head[1] ?? 0);
}

function mp4Format(majorBrand: string): AudioFormat | null {
  if (majorBrand === 'M4B ' || majorBrand === 'M4BP') return 'm4b';
  return /^(M4A |mp4\d|iso\d|isom|dash|MSNV|3gp\d|qt {2})$/.test(majorBrand) ? 'm4a' : null;
}

/** Both begin with eleven set sync bits; ADTS has layer 00, where MPEG audio never has. */
function mpegFrameFormat(first: number, second: number): AudioFormat | null {
  if (first !== 0xff || (second & 0xe0) !== 0xe0) return null;
  const layer = (second >> 1) & 0b11;
  if (layer === 0) return (second & 0xf0) === 0xf0 ? 'aac' : null;
  return layer === 0b01 ? 'mp3' : null;
}

function ascii(bytes: Uint8Array, from: number, length: number): string {
  return String.fromCharCode(...bytes.subarray(from, from + length));
}
