import {
  findUnreferenced,
  sweptFolders,
} from '../db/repositories/ingestion/unreferenced-objects.ts';
import {
  abortUpload,
  findOpenKeys,
  findStaleUploads,
} from '../db/repositories/ingestion/uploads.ts';
import type { SweepObjectsInput } from '../domain/contracts/sweep-uploads.ts';
import type { Deps } from '../platform/deps.ts';
import { startPulse } from './activity-progress.ts';

const hourMs = 3_600_000;

export function createSweepObjects({ orm, storage }: Pick<Deps, 'orm' | 'storage'>) {
  /** Aborts uploads that were given up, and removes objects that no row refers to. Done again, it finds less. */
  return async function sweepObjects(
    input: SweepObjectsInput,
  ): Promise<{ uploads: number; objects: number }> {
    using pulse = startPulse({ phase: 'erasing' });
    const { signal } = pulse;
    const orphanedBefore = new Date(Date.now() - input.orphanedAfterHours * hourMs);
    const givenUpBefore = new Date(Date.now() - input.givenUpAfterHours * hourMs);
    const uploads =
      (await abortGivenUp(givenUpBefore, signal)) + (await abortUnknown(orphanedBefore, signal));
    return { uploads, objects: await removeOrphans(orphanedBefore, signal) };
  };

  async function abortGivenUp(before: Date, signal: AbortSignal): Promise<number> {
    const stale = await findStaleUploads(orm.em.fork(), before);
    for (const upload of stale) {
      signal.throwIfAborted();
      if (!(await abortUpload(orm.em.fork(), upload.id))) continue;
      await storage.multipart.abort(upload);
    }
    return stale.length;
  }

  /** Those whose row is gone or closed, and those of direct uploads whose process died. */
  async function abortUnknown(before: Date, signal: AbortSignal): Promise<number> {
    const open = await findOpenKeys(orm.em.fork());
    let aborted = 0;
    for await (const upload of storage.multipart.pending()) {
      signal.throwIfAborted();
      if (upload.begunAt >= before || open.has(upload.key)) continue;
      await storage.multipart.abort(upload);
      aborted += 1;
    }
    return aborted;
  }

  async function removeOrphans(before: Date, signal: AbortSignal): Promise<number> {
    let removed = 0;
    for (const folder of sweptFolders) {
      for await (const page of storage.list(folder)) {
        signal.throwIfAborted();
        const old = page.filter(({ modifiedAt }) => modifiedAt < before).map(({ key }) => key);
        for (const key of await findUnreferenced(orm.em.fork(), folder, old)) {
          await storage.delete(key);
          removed += 1;
        }
      }
    }
    return removed;
  }
}
