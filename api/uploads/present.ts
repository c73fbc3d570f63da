import type { z } from 'zod';
import type { Upload } from '../../db/entities/upload.ts';
import type { StoredPart } from '../../platform/multipart-uploads.ts';
import type { ApiDeps } from '../api-deps.ts';
import { partUrlSeconds, presentParts } from '../http/present-parts.ts';
import type { uploadSchema } from './schema.ts';

/** @param stored what the object storage has of it */
export async function presentUpload(
  { storage }: Pick<ApiDeps, 'storage'>,
  upload: Upload,
  stored: StoredPart[],
): Promise<z.input<typeof uploadSchema>> {
  const isOpen = upload.state === 'open';
  const expiresAt = new Date(Date.now() + partUrlSeconds * 1000).toISOString();
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
