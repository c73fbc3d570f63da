import { TranscriptUpload } from '../../entities/transcript-upload.ts';
import type { Em } from '../../orm.config.ts';

/** @returns null where there is none of this user's, or where it is complete or was given up */
export function findTranscriptUpload(
  em: Em,
  { id, userId }: { id: string; userId: string },
): Promise<TranscriptUpload | null> {
  return em.findOne(TranscriptUpload, { id, user: userId });
}

/** @returns false where it is gone already: another request completed it, or it was given up */
export async function closeTranscriptUpload(em: Em, id: string): Promise<boolean> {
  return (await em.nativeDelete(TranscriptUpload, { id })) === 1;
}

/** Begun before, and never completed. */
export function findOldTranscriptUploads(em: Em, begunBefore: Date): Promise<TranscriptUpload[]> {
  return em.find(TranscriptUpload, { createdAt: { $lt: begunBefore } });
}
