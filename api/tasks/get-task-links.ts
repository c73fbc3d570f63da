import { findOwnTask } from '../../db/repositories/tasks/own-tasks.ts';
import { findTaskFiles, type TaskFiles } from '../../db/repositories/tasks/task-files.ts';
import { audioFormats } from '../../domain/audio-format.ts';
import { downloadFileName } from '../../domain/file-names.ts';
import { transcriptFormats, type TranscriptFormat } from '../../domain/storage-keys.ts';
import { route } from '../http/route.ts';
import { requireOwn } from './policy.ts';
import { taskLinksSchema, taskParams } from './schema.ts';

export const getTaskLinks = route({
  operationId: 'getTaskLinks',
  tag: 'Tasks',
  summary: "Links to a task's recording and its transcript",
  description: 'They are good for `LINK_TTL` from now. A task without a recording has none.',
  method: 'get',
  path: '/tasks/{id}/links',
  auth: 'user',
  scope: 'tasks',
  ownedBy: 'caller',
  params: taskParams,
  responses: { 200: { description: 'The links', schema: taskLinksSchema } },
  handler: async ({ params, user, em, deps }) => {
    const task = requireOwn(await findOwnTask(em, user.id, params.id));
    const files = await findTaskFiles(em, task);
    const expiresInSeconds = deps.config.auth.linkTtlSeconds;
    const expiresAt = new Date(Date.now() + expiresInSeconds * 1000).toISOString();
    const links = await Promise.all(
      listFiles(files, task.content.name).map(async ({ kind, ...file }) => ({
        kind,
        file_name: file.fileName,
        url: await deps.storage.presignDownload({ ...file, expiresInSeconds }),
        expires_at: expiresAt,
      })),
    );
    return { status: 200, body: { links } };
  },
});

interface LinkedFile {
  kind: 'audio' | TranscriptFormat;
  key: string;
  fileName: string;
  contentType: string;
}

function listFiles(files: TaskFiles | null, name: string): LinkedFile[] {
  if (!files) return [];
  const { extension, contentType } = audioFormats[files.format];
  const audio: LinkedFile = {
    kind: 'audio',
    key: files.sourceKey,
    fileName: downloadFileName(name, extension),
    contentType,
  };
  const { transcriptPrefix: prefix } = files;
  if (prefix === null) return [audio];
  const formats = Object.entries(transcriptFormats) as [TranscriptFormat, string][];
  return [
    audio,
    ...formats.map(([format, type]) => ({
      kind: format,
      key: `${prefix}.${format}`,
      fileName: downloadFileName(name, format),
      contentType: type,
    })),
  ];
}
