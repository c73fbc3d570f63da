import { Audiobook } from '../../db/entities/audiobook.ts';
import { newId } from '../../db/new-id.ts';
import { replaceCover } from '../../db/repositories/catalogue/covers.ts';
import type { ImageFormat } from '../../domain/image-format.ts';
import { storageKeys } from '../../domain/storage-keys.ts';
import { readForm } from '../http/multipart.ts';
import { Problem } from '../http/problem.ts';
import { route } from '../http/route.ts';
import { discard } from '../http/store-audio.ts';
import { changeAudiobook } from './change-audiobook.ts';
import { requireManager } from './policy.ts';
import { audiobookParams, audiobookSchema, coverFormSchema } from './schema.ts';
import { maxCoverBytes, storeCover } from './store-cover.ts';

export const putCover = route({
  operationId: 'putCover',
  tag: 'Audiobooks',
  summary: 'Give an audiobook another cover',
  description:
    'Its smaller sizes are made within moments; until then they are as large as the picture.',
  method: 'put',
  path: '/audiobooks/{id}/cover',
  auth: 'user',
  scope: 'audiobooks:write',
  ownedBy: 'caller or admin',
  limit: { name: 'cover', points: 100, perSeconds: 3600, by: 'user' },
  params: audiobookParams,
  form: coverFormSchema,
  responses: { 200: { description: 'The audiobook', schema: audiobookSchema } },
  problems: ['unsupported_image', 'precondition_failed'],
  handler: async (call) => {
    const { params, user, em, deps, ctx } = call;
    const { id } = requireManager(user, await em.findOne(Audiobook, { id: params.id }));
    const clientLeft = new AbortController();
    ctx.req.once('aborted', () => clientLeft.abort(new Error('The client left')));
    const coverId = newId();
    const keyFor = (format: ImageFormat) => storageKeys.replacedCover(id, coverId, format);
    const stored: string[] = [];
    try {
      await readForm(ctx, {
        cover: {
          maxBytes: maxCoverBytes,
          take: async (file) => {
            stored.push(await storeCover(deps.storage, file, keyFor, clientLeft.signal));
          },
        },
      });
      const [key] = stored;
      if (key === undefined) {
        const details = [{ path: 'form.cover', message: 'the picture is missing' }];
        throw new Problem('validation_failed', { details });
      }
      const replaced: Awaited<ReturnType<typeof replaceCover>>[] = [];
      const answer = await changeAudiobook(
        { ...call, em: em.fork() },
        id,
        async (tx, audiobook) => {
          replaced.push(await replaceCover(tx, audiobook, { coverId, key }));
        },
      );
      for (const { start, formerKeys } of replaced) {
        await deps.starter.tryStart(start);
        await discard(deps.storage, formerKeys);
      }
      return { status: 200, ...answer };
    } catch (error) {
      // After anything else, a lost connection say, the row may have been committed: it keeps its cover.
      if (error instanceof Problem) await discard(deps.storage, stored);
      throw error;
    }
  },
});
