import type { z } from 'zod';
import type { TranscriptUpload } from '../../../db/entities/transcript-upload.ts';
import type { StoredPart } from '../../../platform/multipart-uploads.ts';
import type { ApiDeps } from '../../api-deps.ts';
import { partUrlSeconds, presentParts } from '../../http/present-parts.ts';
import type { transcriptUploadSchema } from './schema.ts';

/** @param stored what the object storage has of it */
export async function presentTranscriptUpload(
  { storage }: Pick<ApiDeps, 'storage'>,
  upload: TranscriptUpload,
  stored: StoredPart[],
): Promise<z.input<typeof transcriptUploadSchema>> {
  return {
    id: upload.id,
    file_name: upload.fileName,
    size_bytes: upload.sizeBytes,
    part_size_bytes: upload.partSizeBytes,
    expires_at: new Date(Date.now() + partUrlSeconds * 1000).toISOString(),
    parts: await presentParts(storage, upload, stored),
  };
}
