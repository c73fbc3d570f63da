import { attachmentDisposition } from '../../domain/content-disposition.ts';
import { downloadFileName } from '../../domain/file-names.ts';
import { storageKeys, transcriptFormats } from '../../domain/storage-keys.ts';
import { Problem } from '../http/problem.ts';
import { route } from '../http/route.ts';
import { meetCaller } from './caller.ts';
import { requireOwn } from './policy.ts';
import { transcriptFileParams } from './schema.ts';

export const getServiceTranscriptFile = route({
  operationId: 'getServiceTranscriptFile',
  tag: 'Transcription',
  summary: 'A transcript as TXT, SRT, WebVTT or JSON',
  method: 'get',
  path: '/transcribe/{id}.{format}',
  auth: 'optional',
  scope: 'transcribe',
  ownedBy: 'caller',
  params: transcriptFileParams,
  responses: { 200: { description: 'The file', contentType: '*/*' } },
  problems: ['transcript_not_completed'],
  handler: async (call) => {
    const { params, em, deps } = call;
    const row = await requireOwn(em, await meetCaller(call), params.id);
    if (row.status !== 'completed') throw new Problem('transcript_not_completed');
    const title = row.file_name.replace(/\.[^.]*$/, '') || 'transcript';
    const fileName = downloadFileName(title, params.format);
    return {
      status: 200,
      headers: {
        'Content-Type': transcriptFormats[params.format],
        'Content-Disposition': attachmentDisposition(fileName),
      },
      body: await deps.storage.get(`${storageKeys.transcript(row.id)}.${params.format}`),
    };
  },
});
