import type { z } from 'zod';
import {
  findAccess,
  type ListenedAudiobook,
} from '../../db/repositories/listening/audiobook-access.ts';
import type { Progress } from '../../db/repositories/listening/listening-progress.ts';
import type { ProgressWrite } from '../../domain/listening/progress-write.ts';
import { Problem } from '../http/problem.ts';
import { route } from '../http/route.ts';
import { requireListenable } from './policy.ts';
import { isStored, presentProgress } from './present.ts';
import { readReport } from './read-report.ts';
import { syncedSchema, syncSchema } from './schema.ts';

type Item = z.output<typeof syncSchema>['items'][number];
type Read = { item: Item } & ({ write: ProgressWrite } | { refusal: Problem });

export const syncProgress = route({
  operationId: 'syncProgress',
  tag: 'Listening',
  summary: 'Tell where I was while I was offline',
  description:
    'Up to 500 reports, in any order, of any audiobooks. Each is taken or refused by itself, by the rules of `POST /progress/{audiobook_id}`; a request may be sent again.',
  method: 'post',
  path: '/progress/sync',
  auth: 'user',
  scope: 'library:write',
  body: syncSchema,
  responses: { 200: { description: 'What became of each', schema: syncedSchema } },
  handler: async ({ body, user, em, deps }) => {
    const ids = [...new Set(body.items.map((item) => item.audiobook_id))].sort();
    const audiobooks = await findAccess(em, user, ids);
    const now = Date.now();
    const read = body.items.map((item) => readItem(item, audiobooks.get(item.audiobook_id), now));
    const stored = new Map<string, Progress>();
    for (const id of ids) {
      const writes = writesFor(read, id);
      if (writes.length === 0) continue;
      const clocks = writes.map((write) => write.at);
      const { progress } = await deps.saveProgress({
        viewer: user,
        audiobookId: id,
        span: { from: Math.min(...clocks), to: Math.max(...clocks) },
        decide: () => writes,
      });
      stored.set(id, progress);
    }
    return {
      status: 200,
      body: {
        items: read.map((one) => presentOutcome(one, stored)),
        progress: [...stored].flatMap(([id, progress]) => {
          const audiobook = audiobooks.get(id);
          return audiobook ? [presentProgress(audiobook, progress)] : [];
        }),
      },
    };
  },
});

function readItem(item: Item, audiobook: ListenedAudiobook | undefined, nowMs: number): Read {
  try {
    return { item, write: readReport(item, requireListenable(audiobook).durationSeconds, nowMs) };
  } catch (error) {
    if (error instanceof Problem) return { item, refusal: error };
    throw error;
  }
}

function writesFor(read: Read[], id: string): ProgressWrite[] {
  return read.flatMap((one) => ('write' in one && one.item.audiobook_id === id ? [one.write] : []));
}

function presentOutcome(one: Read, stored: Map<string, Progress>) {
  const { audiobook_id, client_updated_at } = one.item;
  const what = { audiobook_id, client_updated_at };
  if ('refusal' in one) {
    const { code, message } = one.refusal;
    return { ...what, outcome: 'refused' as const, error: { code, detail: message } };
  }
  const progress = stored.get(audiobook_id);
  const outcome: 'applied' | 'superseded' =
    progress && isStored(one.write, progress) ? 'applied' : 'superseded';
  return { ...what, outcome, error: null };
}
