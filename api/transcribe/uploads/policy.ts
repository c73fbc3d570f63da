import type { TranscriptUpload } from '../../../db/entities/transcript-upload.ts';
import type { Em } from '../../../db/orm.config.ts';
import { findTranscriptUpload } from '../../../db/repositories/transcribe/transcript-uploads.ts';
import { Problem } from '../../http/problem.ts';
import type { CurrentUser } from '../../http/route.ts';

/** Whoever began it, and nobody else, goes on with it. */
export async function requireUpload(
  em: Em,
  user: CurrentUser,
  id: string,
): Promise<TranscriptUpload> {
  const upload = await findTranscriptUpload(em, { id, userId: user.id });
  if (!upload) throw new Problem('not_found');
  return upload;
}
