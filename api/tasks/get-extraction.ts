import { findOwnExtraction } from '../../db/repositories/tasks/extraction-report.ts';
import { route } from '../http/route.ts';
import { extractionSchema } from './extraction-schema.ts';
import { requireOwn } from './policy.ts';
import { presentExtraction } from './present-extraction.ts';
import { taskParams } from './schema.ts';

export const getExtraction = route({
  operationId: 'getExtraction',
  tag: 'Tasks',
  summary: 'How the recording of a task is getting on',
  method: 'get',
  path: '/tasks/{id}/extraction',
  auth: 'user',
  scope: 'tasks',
  ownedBy: 'caller',
  params: taskParams,
  responses: { 200: { description: 'Status, progress, cost, timeline', schema: extractionSchema } },
  handler: async ({ params, user, em, deps }) => {
    const report = requireOwn(await findOwnExtraction(em, user.id, params.id));
    return { status: 200, body: presentExtraction(report, deps.config) };
  },
});
