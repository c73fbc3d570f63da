import { MockActivityEnvironment } from '@temporalio/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createSweepObjects } from '../../activities/sweep-objects.ts';
import { createSweepRows } from '../../activities/sweep-rows.ts';
import { Transcription } from '../../db/entities/transcription.ts';
import { Upload } from '../../db/entities/upload.ts';
import { newId } from '../../db/new-id.ts';
import { startApi, type TestApi } from '../support/api.ts';
import { shelve } from '../support/shelf.ts';

const atOnce = { orphanedAfterHours: -1, givenUpAfterHours: -1 };
const after = { orphanedAfterHours: 24, givenUpAfterHours: 168 };

describe('the sweep', () => {
  let api: TestApi;

  beforeAll(async () => {
    api = await startApi();
  });

  afterAll(() => api.stop());

  const sweep = (input: typeof atOnce) =>
    new MockActivityEnvironment().run(createSweepObjects(api.deps), input);

  async function keysLeft(): Promise<string[]> {
    const keys: string[] = [];
    for await (const page of api.deps.storage.list('')) keys.push(...page.map(({ key }) => key));
    return keys.sort();
  }

  async function begin(audiobook: string, sizeBytes: number): Promise<Upload> {
    const id = newId();
    const key = `audiobooks/${audiobook}/upload-${id}`;
    const multipartId = await api.deps.storage.multipart.begin(key, 'audio/mpeg');
    const em = api.deps.orm.em.fork();
    const plan = { partSizeBytes: sizeBytes, partCount: 1, sizeBytes, fileName: 'a.mp3' };
    const upload = em.create(Upload, {
      id,
      key,
      multipartId,
      audiobook,
      user: api.admin.id,
      ...plan,
    });
    em.persist(upload);
    await em.flush();
    return upload;
  }

  it('removes what no row refers to, and nothing else', async () => {
    const { storage, orm } = api.deps;
    const transcription = newId();
    const em = orm.em.fork();
    em.persist(
      em.create(Transcription, { id: transcription, sourceKey: 'x', sourceFormat: 'mp3' }),
    );
    await em.flush();
    const id = newId();
    const folder = `audiobooks/${id}`;
    await shelve(api, {
      id,
      sourceKey: `${folder}/source.mp3`,
      coverKey: `${folder}/cover-new.png`,
      sampleKey: `${folder}/sample.mp3`,
    });
    const kept = [
      ...[
        'source.mp3',
        'cover-new.png',
        'cover-new-small.jpg',
        'cover-new-large.jpg',
        'sample.mp3',
      ],
      'something-else.zip',
    ].map((name) => `${folder}/${name}`);
    kept.push(
      `transcriptions/${transcription}/plan.json`,
      'elsewhere/file',
      'audiobooks/no-id/file',
    );
    const orphans = [
      `${folder}/cover.jpg`,
      `${folder}/cover-small.jpg`,
      `${folder}/upload-${newId()}`,
      `audiobooks/${newId()}/source.mp3`,
      `transcriptions/${newId()}/plan.json`,
      `tasks/${newId()}/source.mp3`,
      `users/${api.admin.id}/picture-${newId()}.png`,
    ];
    for (const key of [...kept, ...orphans]) await storage.put(key, 'x', 'text/plain');
    expect(await sweep(after)).toEqual({ objects: 0, uploads: 0 });
    expect(await sweep(atOnce)).toEqual({ objects: orphans.length, uploads: 0 });
    expect(await keysLeft()).toEqual([...kept].sort());
    expect(await sweep(atOnce)).toEqual({ objects: 0, uploads: 0 });
  });

  it('lets go of uploads that nobody goes on with, or knows of', async () => {
    const { storage, orm } = api.deps;
    const upload = await begin(await shelve(api, { status: 'draft' }), 100);
    const unknown = { key: `audiobooks/${newId()}/source.mp3`, multipartId: '' };
    unknown.multipartId = await storage.multipart.begin(unknown.key, 'audio/mpeg');
    expect(await sweep(after)).toEqual({ objects: 0, uploads: 0 });
    expect(await sweep({ ...atOnce, givenUpAfterHours: 168 })).toMatchObject({ uploads: 1 });
    expect(await storage.multipart.parts(unknown)).toBeNull();
    expect(await storage.multipart.parts(upload)).toEqual([]);
    expect(await sweep(atOnce)).toMatchObject({ uploads: 1 });
    expect(await storage.multipart.parts(upload)).toBeNull();
    const row = await orm.em.fork().findOneOrFail(Upload, { id: upload.id });
    expect(row.state).toBe('aborted');
  });

  it('removes rows that have expired', async () => {
    const { orm } = api.deps;
    const kysely = orm.em.fork().getKysely();
    const [past, future] = [new Date(Date.now() - 8 * 86_400_000), new Date(Date.now() + 60_000)];
    for (const [index, at] of [past, future].entries()) {
      const hash = Buffer.alloc(32, index + 1);
      await kysely
        .insertInto('one_time_tokens')
        .values({
          ...{ token_hash: hash, user_id: api.admin.id, purpose: 'reset-password' },
          ...{ email: api.admin.email, expires_at: at },
        })
        .execute();
      await kysely
        .insertInto('oauth_attempts')
        .values({
          id: newId(),
          state_hash: hash,
          nonce: 'n',
          sealed_verifier: hash,
          expires_at: at,
        })
        .execute();
      await kysely.insertInto('oauth_codes').values({ code_hash: hash, used_at: at }).execute();
      await kysely
        .insertInto('idempotency_keys')
        .values({
          ...{ user_id: api.admin.id, operation: 'test', key: String(index), request_hash: 'h' },
          ...{ resource_id: newId(), in_flight_until: at, created_at: at },
        })
        .execute();
    }
    const connection = orm.em.fork().getConnection();
    await connection.execute('delete from rate_limits');
    const limits = 'insert into rate_limits (key, points, expire) values (?, 1, ?), (?, 1, ?)';
    await connection.execute(limits, ['old', past.getTime(), 'new', future.getTime()]);
    const run = () => new MockActivityEnvironment().run(createSweepRows(api.deps));
    expect(await run()).toEqual({ rows: 5 });
    expect(await run()).toEqual({ rows: 0 });
  });
});
