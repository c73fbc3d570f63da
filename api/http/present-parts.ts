import { z } from 'zod';
import { partSize } from '../../domain/upload-parts.ts';
import type { StoredPart } from '../../platform/multipart-uploads.ts';
import type { Storage } from '../../platform/storage.ts';
import type { PartedUpload } from './join-parts.ts';

/** Long enough for one part on a slow line; whoever needs longer asks again. */
export const partUrlSeconds = 3600;

export const partsSchema = z.array(
  z.object({
    number: z.int(),
    size_bytes: z.int(),
    is_there: z.boolean().meta({
      description:
        'All of its bytes, as far as the object storage tells; the ETag that completing asks for is the proof',
    }),
    url: z.url().meta({ description: 'PUT the part there, for the first time or again' }),
  }),
);

/** @param stored what the object storage has of it */
export async function presentParts(
  storage: Storage,
  upload: PartedUpload,
  stored: StoredPart[],
): Promise<z.input<typeof partsSchema>> {
  const byNumber = new Map(stored.map((part) => [part.number, part]));
  const parts: z.input<typeof partsSchema> = [];
  const expiresInSeconds = partUrlSeconds;
  for (let number = 1; number <= upload.partCount; number += 1) {
    const sizeBytes = partSize(upload.sizeBytes, upload, number);
    // Its ETag is kept back: some servers keep half of a part whose line broke and call it whole. Only whoever has
    // seen the PUT succeed, or has hashed the bytes, can name the right one.
    parts.push({
      number,
      size_bytes: sizeBytes,
      is_there: byNumber.get(number)?.sizeBytes === sizeBytes,
      url: await storage.multipart.presignPart(upload, { number, sizeBytes, expiresInSeconds }),
    });
  }
  return parts;
}
