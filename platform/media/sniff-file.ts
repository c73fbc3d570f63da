import { open, type FileHandle } from 'node:fs/promises';
import { sniffAudioFormat, sniffLengthBytes, type AudioFormat } from '../../domain/audio-format.ts';

const maxTags = 4;
const tagHeaderBytes = 10;

/**
 * The container of a local file. ID3 tags stand in front of MP3 mostly, but of AAC and FLAC too, so they are stepped
 * over. Source: ID3v2.4 §3.1.
 */
export async function sniffFile(path: string): Promise<AudioFormat | null> {
  const file = await open(path);
  try {
    let offset = 0;
    for (let tags = 0; tags < maxTags; tags += 1) {
      const head = await readAt(file, offset);
      const tagBytes = id3Length(head);
      if (tagBytes === null) return sniffAudioFormat(head) ?? (tags > 0 ? 'mp3' : null);
      offset += tagBytes;
    }
    return 'mp3';
  } finally {
    await file.close();
  }
}

async function readAt(file: FileHandle, offset: number): Promise<Buffer> {
  const { buffer, bytesRead } = await file.read(
    Buffer.alloc(sniffLengthBytes),
    0,
    sniffLengthBytes,
    offset,
  );
  return buffer.subarray(0, bytesRead);
}

/** Header, body and footer; the size is written in four bytes of seven bits. */
function id3Length(head: Buffer): number | null {
  if (head.toString('latin1', 0, 3) !== 'ID3' || head.length < tagHeaderBytes) return null;
  const size = [6, 7, 8, 9].reduce((sum, at) => sum * 128 + ((head[at] ?? 0) & 0x7f), 0);
  const hasFooter = ((head[5] ?? 0) & 0x10) !== 0;
  return tagHeaderBytes + size + (hasFooter ? tagHeaderBytes : 0);
}
