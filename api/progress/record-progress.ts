import type { z } from 'zod';
import { boundClock } from '../../domain/listening/progress-write.ts';
import { route, type Call } from '../http/route.ts';
import { requireListenable } from './policy.ts';
import { isStored, presentProgress } from './present.ts';
import { readReport } from './read-report.ts';
import { progressParams, reportSchema, savedProgressSchema } from './schema.ts';

const description = `The newest device clock wins, whenever its write arrives; of two with the same clock the one that is further. Each part (position, speed, completed) is from the newest write that named it. Sent twice, or late, a write does no harm.

What was listened to since the write before is added to the history: how far the position has come, divided by the speed, never more than the time that has passed. Half an hour of silence ends a session.

Only whoever may listen to all of it has progress: 403 for an audiobook whose sample alone one may hear.`;

const shared = {
  tag: 'Listening',
  path: '/progress/{audiobook_id}',
  auth: 'user',
  scope: 'library:write',
  description,
  params: progressParams,
  body: reportSchema,
  responses: {
    200: { description: 'What is stored now', schema: savedProgressSchema },
  },
  problems: ['forbidden', 'not_published'],
} as const;

export const recordProgress = route({
  ...shared,
  operationId: 'recordProgress',
  summary: 'Tell where I am in an audiobook',
  method: 'post',
  problems: ['forbidden', 'not_published'],
  handler: async (call) => ({ status: 200, body: await record(call) }),
});

export const replaceProgress = route({
  ...shared,
  operationId: 'replaceProgress',
  summary: 'Tell where I am in an audiobook, as POST does',
  method: 'put',
  problems: ['forbidden', 'not_published'],
  handler: async (call) => ({ status: 200, body: await record(call) }),
});

type RecordCall = Call<
  'user',
  z.output<typeof progressParams>,
  unknown,
  z.output<typeof reportSchema>
>;

async function record({ params, body, user, deps }: RecordCall) {
  const now = Date.now();
  const at = boundClock(Date.parse(body.client_updated_at), now);
  const { audiobook, progress, writes } = await deps.saveProgress({
    viewer: user,
    audiobookId: params.audiobook_id,
    span: { from: at, to: at },
    decide: (found) => [readReport(body, requireListenable(found).durationSeconds, now)],
  });
  const applied = writes.every((write) => isStored(write, progress));
  return { ...presentProgress(audiobook, progress), applied };
}
