import { S3Client, ListBucketsCommand } from '@aws-sdk/client-s3';
import { Connection } from '@temporalio/client';
import { describe, expect, it } from '@jest/globals';
import { Client } from 'pg';
import { loadConfig } from '../../platform/config.ts';
import { getStack } from './stack.ts';

describe('getStack', () => {
  it('tells where Postgres, Temporal, S3 and the inbox are', async () => {
    const { settings, inboxUrl } = getStack();
    const config = loadConfig(settings);
    const client = new Client(config.databaseUrl);
    await client.connect();
    const { rows } = await client.query<{ fsync: string }>('show fsync');
    await client.end();
    expect(rows).toEqual([{ fsync: 'off' }]);

    const connection = await Connection.connect({ address: config.temporal.address });
    await connection.ensureConnected();
    await connection.close();

    const { accessKeyId, secretAccessKey, endpoint = '', region } = config.storage;
    const credentials = { accessKeyId, secretAccessKey };
    const s3 = new S3Client({ endpoint, region, forcePathStyle: true, credentials });
    expect((await s3.send(new ListBucketsCommand())).$metadata.httpStatusCode).toBe(200);

    expect((await fetch(`${inboxUrl}/messages`)).status).toBe(200);
    expect((await fetch(`${config.ai.baseUrl}/models`)).status).not.toBe(404);
  });
});
