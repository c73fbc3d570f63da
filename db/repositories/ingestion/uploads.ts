import { LockMode } from '@mikro-orm/core';
import type { AudioFormat } from '../../../domain/audio-format.ts';
import type { WorkflowStart } from '../../../domain/workflow-start.ts';
import { Audiobook } from '../../entities/audiobook.ts';
import { Upload, type UploadState } from '../../entities/upload.ts';
import type { Em } from '../../orm.config.ts';
import type { Tx } from '../../transaction.ts';
import { attachRecording } from './attach-recording.ts';

/** @returns null where there is none of this user's for this audiobook */
export function findUpload(
  em: Em,
  { id, audiobookId, userId }: { id: string; audiobookId: string; userId: string },
): Promise<Upload | null> {
  return em.findOne(Upload, { id, audiobook: audiobookId, user: userId });
}

/**
 * The recording is there: gives it to the draft that it was sent for. Of several at the same time, one does.
 *
 * @returns the workflow to start after the commit, or what stood in the way: the upload's own end, or that the audiobook
 * has a recording by now
 */
export async function completeUpload(
  tx: Tx,
  uploadId: string,
  format: AudioFormat,
): Promise<WorkflowStart | Exclude<UploadState, 'open'> | 'not_draft'> {
  // The audiobook first, as wherever both are locked.
  const { audiobook: audiobookId } = await tx.findOneOrFail(Upload, { id: uploadId });
  const lock = { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true } as const;
  const audiobook = await tx.findOneOrFail(Audiobook, { id: audiobookId }, lock);
  const upload = await tx.findOneOrFail(Upload, { id: uploadId }, lock);
  if (upload.state !== 'open') return upload.state;
  if (audiobook.status !== 'draft') return 'not_draft';
  upload.state = 'completed';
  const { key, fileName, sizeBytes } = upload;
  return attachRecording(tx, audiobook, { key, format, fileName, sizeBytes });
}

/** @returns false where it is completed: its object belongs to the audiobook then */
export async function abortUpload(em: Em, uploadId: string): Promise<boolean> {
  const open = { id: uploadId, state: 'open' as const };
  if ((await em.nativeUpdate(Upload, open, { state: 'aborted' })) === 1) return true;
  const upload = await em.findOne(Upload, { id: uploadId }, { refresh: true });
  return upload?.state !== 'completed';
}

/** Begun before, and neither completed nor given up. */
export function findStaleUploads(em: Em, begunBefore: Date): Promise<Upload[]> {
  return em.find(Upload, { state: 'open', createdAt: { $lt: begunBefore } });
}

/** The objects-to-be of every upload that somebody may still go on with. */
export async function findOpenKeys(em: Em): Promise<Set<string>> {
  const query = em.getKysely().selectFrom('uploads').select('key').where('state', '=', 'open');
  return new Set((await query.execute()).map((row) => row.key));
}
