import { ingestAudiobook } from '../../../domain/contracts/ingest-audiobook.ts';
import { transcribeAudio } from '../../../domain/contracts/transcribe-audio.ts';
import { ingest, ingestionEnd, someText, uploadForm } from '../../support/audiobooks.ts';
import { waitFor } from '../../support/wait-for.ts';
import type { Scenario, Stage } from '../scenario.ts';

const speechPath = '/v1/audio/transcriptions';
const refusal = { kind: 'status', status: 500 };

export const ingestionScenarios: Record<string, Scenario> = {
  'ingestion-published': async (stage) => {
    await ingestText(stage, 'published', 1700);
  },

  'ingestion-retried': async (stage) => {
    const fault = { match: { path: speechPath }, fault: refusal, times: 1 };
    await stage.lector.ai.setFaults([fault]);
    await ingestText(stage, 'retried', 60);
  },

  'ingestion-failed-and-replayed': async (stage) => {
    const { ai } = stage.lector;
    await ai.setFaults([{ match: { path: speechPath, nth: 2 }, fault: unauthorized }]);
    const { id } = await ingestText(stage, 'replayed', 1700);
    await ai.setFaults([{ match: { path: speechPath }, fault: unauthorized }]);
    await replay(stage, id);
    await ai.setFaults([]);
    await replay(stage, id);
  },

  'ingestion-cancelled-and-replayed': async (stage) => {
    const { ai, temporal } = stage.lector;
    await ai.setFaults([{ match: { path: speechPath }, fault: { kind: 'hang', seconds: 60 } }]);
    const id = await beginIngestion(stage, 'cancelled');
    await waitFor('a call to hang', async () => {
      const { events } = await temporal.client.workflow
        .getHandle(await childOf(stage, id))
        .fetchHistory();
      return (events ?? []).length > 12;
    });
    await temporal.client.workflow.getHandle(ingestAudiobook.workflowId(id)).cancel();
    await ingestionEnd(stage.lector.admin, id);
    await ai.setFaults([]);
    await replay(stage, id);
  },

  'ingestion-rejected': async (stage) => {
    const { lector } = stage;
    const form = await uploadForm(await stage.recording(someText(20, 'torn')), { title: 'Torn' });
    form.set('file', new Blob([Buffer.concat([Buffer.from('ID3'), Buffer.alloc(4000)])]), 'a.mp3');
    const { body } = await lector.admin.upload<{ id: string }>(form);
    await ingestionEnd(lector.admin, body.id);
  },
};

const unauthorized = { kind: 'status', status: 401 };

async function ingestText(stage: Stage, seed: string, words: number) {
  const path = await stage.recording(someText(words, seed));
  return ingest(stage.lector.admin, path, { title: seed });
}

async function beginIngestion(stage: Stage, seed: string): Promise<string> {
  const form = await uploadForm(await stage.recording(someText(60, seed)), { title: seed });
  const { body } = await stage.lector.admin.upload<{ id: string }>(form);
  return body.id;
}

async function childOf({ lector }: Stage, audiobookId: string): Promise<string> {
  const row = await waitFor('the transcription', () =>
    lector.deps.orm.em
      .fork()
      .getKysely()
      .selectFrom('audiobooks')
      .innerJoin('transcriptions', 'transcriptions.id', 'audiobooks.transcription_id')
      .select('transcriptions.id')
      .where('audiobooks.id', '=', audiobookId)
      .where('transcriptions.status', '=', 'processing')
      .executeTakeFirst(),
  );
  return transcribeAudio.workflowId(row.id);
}

async function replay({ lector }: Stage, id: string): Promise<void> {
  const { status } = await lector.admin.post(`/admin/ingestions/${id}/retry`);
  if (status !== 202) throw new Error(`The retry answered ${status}`);
  await ingestionEnd(lector.admin, id);
}
