import { setTimeout as sleep } from 'node:timers/promises';
import { sniffAudioFormat, sniffLengthBytes, type AudioFormat } from '../../domain/audio-format.ts';
import type { PartPlan } from '../../domain/upload-parts.ts';
import type { Storage } from '../../platform/storage.ts';
import { checkParts } from './check-parts.ts';
import { Problem } from './problem.ts';

/** How long a storage may take to make one object of many gigabytes. */
const longestJoinMs = 20_000;
const pollMs = 200;

/** An upload that a client sends to the object storage itself. */
export interface PartedUpload extends PartPlan {
  key: string;
  multipartId: string;
  sizeBytes: number;
}

/**
 * Makes one object of the parts. Done again after a crash, or beside another request, it finds the object that is there
 * already.
 *
 * @returns the format that its first bytes tell, or null where it is none of ours
 * @throws Problem `validation_failed` where parts are missing, `conflict` where they are gone
 */
export async function joinParts(
  storage: Storage,
  upload: PartedUpload,
  sent: { number: number; etag: string }[],
): Promise<AudioFormat | null> {
  const stored = await storage.multipart.parts(upload);
  if (stored) {
    checkParts(upload, sent, stored);
    await storage.multipart.complete(upload, stored);
  }
  await requireObject(storage, upload);
  const range = `bytes=0-${sniffLengthBytes - 1}`;
  return sniffAudioFormat(await storage.getBytes(upload.key, { range }));
}

/** Where another request is joining the parts at this moment, they are gone before the object is there. */
async function requireObject(storage: Storage, { key, sizeBytes }: PartedUpload): Promise<void> {
  const deadline = Date.now() + longestJoinMs;
  for (;;) {
    const object = await storage.head(key);
    if (object?.sizeBytes === sizeBytes) return;
    if (object || Date.now() > deadline) {
      throw new Problem('conflict', { detail: 'The parts are gone; begin another upload.' });
    }
    await sleep(pollMs);
  }
}
