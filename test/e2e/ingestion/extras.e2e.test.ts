import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { drawCover } from '../../../dev/samples/draw-cover.ts';
import { sweepUploads } from '../../../domain/contracts/sweep-uploads.ts';
import { readImageSize } from '../../../domain/image-size.ts';
import { taskQueues } from '../../../domain/task-queues.ts';
import { ingest, makeRecording, someText } from '../../support/audiobooks.ts';
import { startLector, type TestLector } from '../../support/lector.ts';
import { waitFor } from '../../support/wait-for.ts';

describe('what is made beside the transcript', () => {
  let lector: TestLector;
  let cover: Buffer;

  beforeAll(async () => {
    lector = await startLector();
    const grey = [128, 128, 128] as const;
    cover = await drawCover({ skyTop: grey, skyBottom: grey, light: grey, layers: [grey] }, 1);
  });

  afterAll(() => lector.stop());

  async function coverWidth(id: string, size: string): Promise<number | undefined> {
    const answer = await fetch(`${lector.url}/api/v1/audiobooks/${id}/cover?size=${size}`);
    const bytes = Buffer.from(await answer.arrayBuffer());
    return answer.headers.get('content-type') === 'image/jpeg'
      ? readImageSize(bytes, 'jpeg')?.width
      : undefined;
  }

  it('is there once the audiobook is published, is made again for another cover, and outlives the sweep', async () => {
    const { path } = await makeRecording({ text: someText(150, 'extras'), cover });
    const { id, ingestion } = await ingest(lector.admin, path);
    expect(ingestion.status).toBe('published');
    const sample = await fetch(`${lector.url}/api/v1/audiobooks/${id}/sample?delivery=proxy`);
    expect(sample.status).toBe(200);
    expect(sample.headers.get('content-type')).toBe('audio/mpeg');
    expect(await coverWidth(id, 'small')).toBe(200);
    expect(await coverWidth(id, 'medium')).toBe(500);

    const form = new FormData();
    form.append('cover', new Blob([new Uint8Array(cover)]), 'cover.jpg');
    const put = await lector.admin.call('PUT', `/audiobooks/${id}/cover`, { form });
    expect(put.status).toBe(200);
    await waitFor('the smaller covers', async () => (await coverWidth(id, 'small')) === 200);

    const { client } = lector.temporal;
    const { workflowType, workflowId } = sweepUploads;
    await client.workflow.execute(workflowType, {
      workflowId,
      taskQueue: taskQueues.orchestration,
      args: [],
    });
    expect(await coverWidth(id, 'small')).toBe(200);
    const played = await fetch(sample.url);
    expect([played.status, (await played.arrayBuffer()).byteLength > 0]).toEqual([200, true]);
  });
});
