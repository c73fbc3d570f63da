import { readForm, type FileRule } from '../../../api/http/multipart.ts';
import { serveHandler, type KoaServer } from '../../support/koa-server.ts';

interface TakenFile {
  fileName: string;
  sizeBytes: number;
}

export interface FormServer extends KoaServer {
  /** How each form that came ended, in order: what `readForm` threw, or null. */
  ends: unknown[];
}

export const maxFileBytes = 1000;

/** Reads the forms that are posted to it, with one file field `file` of 1000 bytes at most, and tells what it found. */
export async function startFormServer(take: FileRule['take'] = drain): Promise<FormServer> {
  const ends: unknown[] = [];
  const server = await serveHandler(async (ctx) => {
    let taken: TakenFile | null = null;
    let sizeBytes = 0;
    const rule: FileRule = {
      maxBytes: maxFileBytes,
      take: async ({ fileName, stream }) => {
        stream.on('data', (part: Buffer) => (sizeBytes += part.length));
        await take({ fileName, stream });
        taken = { fileName, sizeBytes };
      },
    };
    try {
      const fields = await readForm(ctx, { file: rule });
      ctx.body = { fields: Object.fromEntries(fields), file: taken };
      ends.push(null);
    } catch (error) {
      ends.push(error);
      throw error;
    }
  });
  return { ...server, ends };
}

async function drain({ stream }: Parameters<FileRule['take']>[0]): Promise<void> {
  for await (const _ of stream);
}
