import pg from 'pg';
import { seedSampleData } from '../../db/seeds/seed-sample-data.ts';

/** A small catalogue to browse and search beside the demo's own books; the second time it is there already. */
export async function seedSamples(
  databaseUrl: string,
  print: (line: string) => void,
): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  const query = "select id from users where role = 'admin' order by id limit 1";
  const admins = await client.query<{ id: string }>(query).finally(() => client.end());
  const [admin] = admins.rows;
  if (!admin) return;
  const size = { books: 300, users: 50, sessions: 1000, reviews: 600 };
  await seedSampleData(databaseUrl, {
    ...size,
    ownerId: admin.id,
    seed: 1,
    report: () => undefined,
  });
  print(
    `\nThe store has ${size.books} sample audiobooks without recordings, made up, with ratings of ${size.users} readers.`,
  );
}
