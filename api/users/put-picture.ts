import { User } from '../../db/entities/user.ts';
import { newId } from '../../db/new-id.ts';
import { imageFormats, sniffImageFormat } from '../../domain/image-format.ts';
import { storageKeys } from '../../domain/storage-keys.ts';
import { readForm, type IncomingFile } from '../http/multipart.ts';
import { peek } from '../http/peek.ts';
import { Problem } from '../http/problem.ts';
import { route } from '../http/route.ts';
import { presentUser } from './present.ts';
import { pictureFormSchema, userSchema } from './schema.ts';

const maxPictureBytes = 5 * 2 ** 20;

export const putPicture = route({
  operationId: 'putPicture',
  tag: 'Users',
  summary: 'Set my picture',
  method: 'put',
  path: '/users/me/picture',
  auth: 'user',
  limit: { name: 'picture', points: 30, perSeconds: 3600, by: 'user' },
  form: pictureFormSchema,
  responses: { 200: { description: 'The account', schema: userSchema } },
  problems: ['unsupported_image'],
  handler: async ({ user, em, deps, ctx }) => {
    let stored: string | null = null;
    const take = async ({ stream }: IncomingFile) => {
      const { head, whole } = await peek(stream, 12);
      const format = sniffImageFormat(head);
      if (!format) throw new Problem('unsupported_image');
      stored = storageKeys.userPicture(user.id, newId(), format);
      const { contentType } = imageFormats[format];
      await deps.storage.putStream(stored, whole, contentType, AbortSignal.timeout(60_000));
    };
    await readForm(ctx, { picture: { maxBytes: maxPictureBytes, take } });
    if (stored === null) {
      const details = [{ path: 'form.picture', message: 'the picture is missing' }];
      throw new Problem('validation_failed', { details });
    }
    const row = await em.findOneOrFail(User, { id: user.id });
    const formerKey = row.pictureKey;
    row.pictureKey = stored;
    await em.flush();
    if (formerKey) await deps.storage.delete(formerKey);
    return { status: 200, body: presentUser(row, deps.config.http.publicUrl) };
  },
});
