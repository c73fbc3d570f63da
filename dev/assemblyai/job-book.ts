import { randomUUID } from 'node:crypto';
import pLimit from 'p-limit';
import type { Job } from './job.ts';
import type { Order } from './read-order.ts';

/** The transcripts of all accounts, newest last. They live in memory: after a restart there are none. */
export interface JobBook {
  /** Puts it in the queue and returns at once. */
  add(apiKey: string, order: Order): Job;
  find(apiKey: string, id: string): Job | undefined;
  /** Newest first. */
  list(apiKey: string): Job[];
  /** Resolves when no job is queued or under way. */
  settled(): Promise<void>;
}

/** Jobs that are processed at once; the others are queued. */
const slots = 2;

/** @param work brings one job to its end; it must not throw */
export function createJobBook(work: (job: Job) => Promise<void>): JobBook {
  const jobs = new Map<string, Job>();
  const limit = pLimit(slots);
  const running = new Set<Promise<void>>();

  async function run(job: Job): Promise<void> {
    await limit(async () => {
      job.status = 'processing';
      await work(job);
      job.completedAt = new Date();
    });
  }

  return {
    add(apiKey, order) {
      const job: Job = {
        id: randomUUID(),
        apiKey,
        order,
        createdAt: new Date(),
        completedAt: null,
        status: 'queued',
        error: null,
        heard: null,
      };
      jobs.set(job.id, job);
      const ran = run(job).finally(() => running.delete(ran));
      running.add(ran);
      return job;
    },
    find(apiKey, id) {
      const job = jobs.get(id);
      return job?.apiKey === apiKey ? job : undefined;
    },
    list: (apiKey) => [...jobs.values()].filter((job) => job.apiKey === apiKey).toReversed(),
    settled: async () => {
      await Promise.all(running);
    },
  };
}
