import type { Download } from '../../db/repositories/store/downloads.ts';
import type { ApiDeps } from '../api-deps.ts';

/** Links to files that the caller has been found to have a right to, good from now for `LINK_TTL`. */
export async function presignLinks(
  { storage, config }: Pick<ApiDeps, 'storage' | 'config'>,
  downloads: Download[],
) {
  const expiresInSeconds = config.auth.linkTtlSeconds;
  const expiresAt = new Date(Date.now() + expiresInSeconds * 1000).toISOString();
  return Promise.all(
    downloads.map(async ({ audiobookId, kind, key, fileName, contentType }) => ({
      audiobook_id: audiobookId,
      kind,
      file_name: fileName,
      url: await storage.presignDownload({ key, fileName, contentType, expiresInSeconds }),
      expires_at: expiresAt,
    })),
  );
}
