import { Upload } from '../../db/entities/upload.ts';
import { newId } from '../../db/new-id.ts';
import { storageKeys } from '../../domain/storage-keys.ts';
import { planParts } from '../../domain/upload-parts.ts';
import { Problem } from '../http/problem.ts';
import { route } from '../http/route.ts';
import { requireDraft } from './policy.ts';
import { presentUpload } from './present.ts';
import { draftParams, newUploadBody, uploadSchema } from './schema.ts';

export const createUpload = route({
  operationId: 'createUpload',
  tag: 'Audiobooks',
  summary: "Begin to send a draft's recording in parts",
  description:
    'PUT each part to its address, keep the `ETag` of each answer, then complete. What breaks off is taken up again: ' +
    'asking for the upload tells which parts are there, and gives fresh addresses. An ETag that was lost is mostly the ' +
    'MD5 of the part; one that is wrong is found when completing, and its part can be sent again.',
  method: 'post',
  path: '/audiobooks/{id}/uploads',
  auth: 'user',
  scope: 'audiobooks:write',
  ownedBy: 'caller or admin',
  limit: { name: 'upload', points: 100, perSeconds: 3600, by: 'user' },
  params: draftParams,
  body: newUploadBody,
  responses: { 201: { description: 'Where the parts go', schema: uploadSchema } },
  problems: ['conflict'],
  handler: async ({ params, body, user, em, deps }) => {
    const { id: audiobookId } = await requireDraft(em, user, params.id);
    const plan = planParts(body.size, body.parts ?? null);
    if (!plan) {
      const message = 'every part but the last has 5 MiB to 5 GiB, and none is empty';
      throw new Problem('validation_failed', { details: [{ path: 'body.parts', message }] });
    }
    const id = newId();
    const key = storageKeys.audiobookUpload(audiobookId, id);
    const multipartId = await deps.storage.multipart.begin(key, body.content_type);
    const upload = em.create(Upload, {
      ...{ id, key, multipartId, ...plan },
      audiobook: audiobookId,
      user: user.id,
      fileName: body.file_name,
      sizeBytes: body.size,
    });
    em.persist(upload);
    await em.flush();
    const location = `/api/v1/audiobooks/${audiobookId}/uploads/${id}`;
    const shown = await presentUpload(deps, upload, []);
    return { status: 201, headers: { Location: location }, body: shown };
  },
});
