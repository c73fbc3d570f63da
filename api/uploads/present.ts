import type { z } from 'zod';
import type { Upload } from '../../db/entities/upload.ts';
import { partSize } from '../../domain/upload-parts.ts';
import type { StoredPart } from '../../platform/multipart-uploads.ts';
import type { ApiDeps } from '../api-deps.ts';
import type { uploadSchema } from './schema.ts';

/** Long enough for one part on a slow line; whoever needs longer asks again. */
const expiresInSeconds = 3600;

/** @param stored what the object storage has of it */
export async function presentUpload(
  { storage }: Pick<ApiDeps, 'storage'>,
  upload: Upload,
  stored: StoredPart[],
): Promise<z.input<typeof uploadSchema>> {
  const isOpen = upload.state === 'open';
  const expiresAt = new Date(Date.now() + expiresInSeconds * 1000).toISOString();
  return {
    id: upload.id,
    audiobook_id: upload.audiobook,
    state: upload.state,
    file_name: upload.fileName,
    size_bytes: upload.sizeBytes,
    part_size_bytes: upload.partSizeBytes,
    expires_at: isOpen ? expiresAt : null,
    parts: isOpen ? await presentParts(storage, upload, stored) : [],
  };
}

async function presentParts(storage: ApiDeps['storage'], upload: Upload, stored: StoredPart[]) {
  const byNumber = new Map(stored.map((part) => [part.number, part]));
  const parts: z.input<typeof uploadSchema>['parts'] = [];
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
