import { User } from '../db/entities/user.ts';
import { seedSampleData } from '../db/seeds/seed-sample-data.ts';
import { CommandError, type Command } from './command.ts';

/** A reader's hundred stretches of listening, and two reviews a book, are what the figures in docs are taken with. */
export const seed: Command = {
  usage: 'seed --books 100000 [--users 10000] [--sessions 1000000] [--reviews 200000] [--seed 1]',
  summary: 'A believable sample catalogue with its readers, the same for the same seed',
  options: {
    books: { type: 'string', default: '1000' },
    users: { type: 'string' },
    sessions: { type: 'string' },
    reviews: { type: 'string' },
    seed: { type: 'string', default: '1' },
  },
  run: async ({ orm, config }, values) => {
    const admin = await orm.em.fork().findOne(User, { role: 'admin' }, { orderBy: { id: 'asc' } });
    if (!admin) throw new CommandError('There is no administrator yet: start the API once.');
    const books = readCount(values.books, 0);
    const startedAt = performance.now();
    await seedSampleData(config.databaseUrl, {
      ownerId: admin.id,
      books,
      users: readCount(values.users, Math.ceil(books / 10)),
      sessions: readCount(values.sessions, books * 10),
      reviews: readCount(values.reviews, books * 2),
      seed: readCount(values.seed, 1),
      report: (line) =>
        console.log(`${((performance.now() - startedAt) / 1000).toFixed(1)} s  ${line}`),
    });
    return 0;
  },
};

function readCount(value: string | boolean | undefined, fallback: number): number {
  if (value === undefined) return fallback;
  const count = Number(value);
  if (Number.isInteger(count) && count >= 0) return count;
  throw new CommandError(`${String(value)} is not a count.`);
}
