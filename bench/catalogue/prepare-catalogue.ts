import pg from 'pg';
import { seedSampleData } from '../../db/seeds/seed-sample-data.ts';

/** What requests are made of. */
export interface CatalogueWorld {
  bookIds: string[];
  genres: string[];
  authors: string[];
  titles: string[];
  /** Access tokens of readers who hold `ownedIds`. */
  tokens: string[];
  ownedIds: string[];
}

interface Preparation {
  databaseUrl: string;
  apiUrl: string;
  books: number;
  readers: number;
  print: (line: string) => void;
}

const password = 'nobody will guess this';

/** Fills an empty database, and signs readers in. */
export async function prepareCatalogue(preparation: Preparation): Promise<CatalogueWorld> {
  const { databaseUrl, apiUrl, books, readers, print } = preparation;
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  const texts = async (query: string, values: unknown[] = []) =>
    (await client.query<{ text: string }>(query, values)).rows.map((row) => row.text);
  try {
    const [ownerId = ''] = await texts("select id as text from users where role = 'admin' limit 1");
    if ((await texts('select id as text from audiobooks limit 1')).length === 0) {
      await seedSampleData(databaseUrl, {
        ownerId,
        books,
        users: Math.ceil(books / 10),
        sessions: books * 10,
        reviews: books * 2,
        seed: 1,
        report: print,
      });
    }
    const tokens = await Promise.all(
      Array.from({ length: readers }, (_, index) => signIn(apiUrl, `bench-${index}`)),
    );
    const ownedIds = await texts('select id as text from audiobooks order by id limit 200');
    await client.query(
      `insert into entitlements (id, user_id, audiobook_id, granted_at)
        select gen_random_uuid(), u.id, b.id, now() from users u, unnest($1::uuid[]) as b (id)
        where u.username like 'bench-%' on conflict do nothing`,
      [ownedIds],
    );
    return {
      bookIds: await texts('select id as text from audiobooks order by md5(id::text) limit 20000'),
      genres: await texts('select name::text as text from genres order by name'),
      authors: await texts('select name::text as text from authors order by name'),
      titles: await texts(
        'select title as text from audiobooks order by md5(id::text) limit 20000',
      ),
      tokens,
      ownedIds,
    };
  } finally {
    await client.end();
  }
}

async function signIn(apiUrl: string, username: string): Promise<string> {
  const email = `${username}@lector.test`;
  const post = (path: string, body: object) =>
    fetch(`${apiUrl}/api/v1${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
  await post('/auth/register', { email, username, password });
  const answer = await post('/auth/login', { email, password });
  const { access_token: token } = (await answer.json()) as { access_token?: string };
  if (!token) throw new Error(`Nobody could sign in as ${email}: ${answer.status}`);
  return token;
}
