import { setTimeout as sleep } from 'node:timers/promises';
import {
  findTranscript,
  type TranscriptOwner,
  type TranscriptRow,
} from '../../../db/repositories/transcribe/transcripts.ts';
import type { ApiDeps } from '../../api-deps.ts';
import { Problem } from '../../http/problem.ts';

const lookEveryMs = 2000;

interface Awaiting {
  id: string;
  owner: TranscriptOwner;
  workflowId: string;
}

/**
 * Waits for a transcript's end, however far away. The row has the last word: it is there while Temporal is away, and
 * before the workflow was started.
 *
 * @param signal ends the waiting; the work goes on
 * @throws Problem `not_found` where it was deleted meanwhile
 */
export async function awaitTranscript(
  { orm, temporal }: Pick<ApiDeps, 'orm' | 'temporal'>,
  { id, owner, workflowId }: Awaiting,
  signal: AbortSignal,
): Promise<TranscriptRow> {
  const stop = new AbortController();
  const ended = AbortSignal.any([signal, stop.signal]);
  // Its end comes at once by Temporal; how it ended, and whether it is to be trusted, the row tells.
  let isTold = false;
  const told = temporal
    .withAbortSignal(ended, () => temporal.workflow.getHandle(workflowId).result())
    .catch(noMatterWhat)
    .then(() => {
      isTold = true;
    });
  try {
    for (;;) {
      signal.throwIfAborted();
      const row = await findTranscript(orm.em.fork(), owner, id);
      if (!row) throw new Problem('not_found');
      if (row.status === 'completed' || row.status === 'error') return row;
      const look = sleep(lookEveryMs, undefined, { signal: ended }).catch(noMatterWhat);
      await Promise.race(isTold ? [look] : [look, told]);
    }
  } finally {
    stop.abort();
  }
}

function noMatterWhat(): void {}
