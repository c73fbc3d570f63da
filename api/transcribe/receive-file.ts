import type { Context } from 'koa';
import { storageKeys } from '../../domain/storage-keys.ts';
import type { ApiDeps } from '../api-deps.ts';
import { drainBody } from '../http/drain-body.ts';
import { Problem } from '../http/problem.ts';
import { receiveAudio } from '../http/receive-audio.ts';

/** A form's own weight, beside the file. */
const formBytes = 128 * 1024;

/**
 * Receives an upload of the service. What is refused in the middle is let arrive, where it is not much, so that the
 * answer does.
 *
 * @throws Problem as `receiveAudio`
 */
export async function receiveFile(
  ctx: Context,
  storage: ApiDeps['storage'],
  { id, maxBytes }: { id: string; maxBytes: number },
) {
  const limit = Math.floor(maxBytes);
  try {
    if ((ctx.request.length ?? 0) > limit + formBytes) {
      const detail = `The file is larger than ${limit} bytes.`;
      throw new Problem('payload_too_large', { detail });
    }
    return await receiveAudio(ctx, storage, {
      maxBytes: limit,
      keyFor: (format) => storageKeys.transcriptSource(id, format),
    });
  } catch (error) {
    if (error instanceof Problem) await drainBody(ctx.req, 2 * limit);
    throw error;
  }
}
