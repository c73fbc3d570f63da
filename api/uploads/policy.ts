import { Audiobook } from '../../db/entities/audiobook.ts';
import type { Upload } from '../../db/entities/upload.ts';
import type { Em } from '../../db/orm.config.ts';
import { findUpload } from '../../db/repositories/ingestion/uploads.ts';
import { Problem } from '../http/problem.ts';
import type { CurrentUser } from '../http/route.ts';

/**
 * A draft that the user may give a recording: one's own, or any to an administrator.
 *
 * @throws Problem `conflict` where it has one
 */
export async function requireDraft(em: Em, user: CurrentUser, id: string): Promise<Audiobook> {
  const audiobook = await em.findOne(Audiobook, { id });
  const isOwn = audiobook?.owner === user.id && audiobook.visibility === 'private';
  if (!audiobook || !(isOwn || user.role === 'admin')) throw new Problem('not_found');
  if (audiobook.status !== 'draft') throw hasRecording();
  return audiobook;
}

/** Whoever began it, and nobody else, goes on with it. */
export async function requireUpload(
  em: Em,
  user: CurrentUser,
  params: { id: string; upload_id: string },
): Promise<Upload> {
  const wanted = { id: params.upload_id, audiobookId: params.id, userId: user.id };
  const upload = await findUpload(em, wanted);
  if (!upload) throw new Problem('not_found');
  return upload;
}

export function hasRecording(): Problem {
  return new Problem('conflict', { detail: 'The audiobook has a recording.' });
}
