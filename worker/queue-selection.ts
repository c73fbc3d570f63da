import { parseArgs } from 'node:util';
import { taskQueues, type TaskQueue } from '../domain/task-queues.ts';

/**
 * `--queues media,ai` → those two; without the option, all.
 *
 * @throws Error naming the queues that there are
 */
export function selectQueues(args: string[]): TaskQueue[] {
  const all = Object.values(taskQueues);
  const { values } = parseArgs({ args, options: { queues: { type: 'string' } } });
  if (values.queues === undefined) return all;
  const asked = values.queues.split(',').map((name) => name.trim());
  const unknown = asked.filter((name) => !all.some((queue) => queue === name));
  if (unknown.length > 0) {
    throw new Error(`--queues: there is no ${unknown.join(', ')}; there are ${all.join(', ')}`);
  }
  return all.filter((queue) => asked.includes(queue));
}
