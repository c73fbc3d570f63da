import { Transcription } from '../db/entities/transcription.ts';
import { sumPaidFor, sumPaidOn } from '../db/repositories/transcription/paid-results.ts';
import { replacePassages } from '../db/repositories/search/transcript-passages.ts';
import { findDoneChunks } from '../db/repositories/transcription/transcription-chunks.ts';
import { transact } from '../db/transaction.ts';
import { LectorFailure } from '../domain/failure.ts';
import { storageKeys, transcriptFormats, type TranscriptFormat } from '../domain/storage-keys.ts';
import { chunkPlanSchema } from '../domain/transcription/planning/chunk-plan.ts';
import { findPassages } from '../domain/transcription/stitching/find-passages.ts';
import { toJson } from '../domain/transcription/formats/to-json.ts';
import { toSrt } from '../domain/transcription/formats/to-srt.ts';
import { toTxt } from '../domain/transcription/formats/to-txt.ts';
import { toVtt } from '../domain/transcription/formats/to-vtt.ts';
import { stitchTranscript as stitch } from '../domain/transcription/stitching/stitch-transcript.ts';
import type { Deps } from '../platform/deps.ts';
import { startPulse } from './activity-progress.ts';

export interface StitchTranscriptResult {
  words: number;
  costMicros: number;
}

export function createStitchTranscript({ orm, storage }: Pick<Deps, 'orm' | 'storage'>) {
  /** Joins the chunks' texts, stores the transcript as TXT, SRT, VTT and JSON, and its passages to be searched. */
  return async function stitchTranscript(input: {
    transcriptionId: string;
  }): Promise<StitchTranscriptResult> {
    using pulse = startPulse({ phase: 'writing' });
    const { transcriptionId } = input;
    const em = orm.em.fork();
    const row = await em.findOne(Transcription, { id: transcriptionId });
    if (!row?.planKey) throw new LectorFailure('record_missing', 'The transcription was deleted.');
    const plan = chunkPlanSchema.parse(JSON.parse(await storage.getText(row.planKey)));
    const done = await findDoneChunks(em, transcriptionId);
    const byIndex = new Map(done.map((chunk) => [chunk.index, chunk.transcript ?? null]));
    const costMicros = await sumPaidFor(em, transcriptionId);
    const addresses = done.flatMap((chunk) => chunk.madeOf ?? []);
    const transcript = stitch({
      plan,
      chunks: plan.chunks.map(({ index }) => byIndex.get(index) ?? null),
      costMicros,
    });
    pulse.signal.throwIfAborted();
    const prefix = storageKeys.transcript(transcriptionId);
    const files: Record<TranscriptFormat, string> = {
      txt: toTxt(transcript),
      srt: toSrt(transcript),
      vtt: toVtt(transcript),
      json: toJson(transcript),
    };
    for (const [format, content] of Object.entries(files)) {
      const contentType = transcriptFormats[format as TranscriptFormat];
      await storage.put(`${prefix}.${format}`, content, contentType);
    }
    await transact(orm.em.fork(), (tx) =>
      replacePassages(tx, transcriptionId, findPassages(transcript)),
    );
    const words = transcript.text.match(/\S+/g)?.length ?? 0;
    row.status = 'completed';
    row.completedAt = new Date();
    row.resultPrefix = prefix;
    row.language = row.languageHint ?? transcript.language;
    row.wordCount = words;
    row.costMicros = costMicros;
    row.wastedMicros = costMicros - (await sumPaidOn(em, transcriptionId, addresses));
    await em.flush();
    return { words, costMicros };
  };
}
