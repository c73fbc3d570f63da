import { Context } from '@temporalio/activity';
import { Audiobook } from '../db/entities/audiobook.ts';
import { linkByName } from '../db/repositories/catalogue/audiobook-links.ts';
import { findAuthorNames } from '../db/repositories/catalogue/audiobook-people.ts';
import { findPaidResult, keepPaidResult } from '../db/repositories/transcription/paid-results.ts';
import { findRecorded } from '../db/repositories/ingestion/recordings.ts';
import { findDoneChunks } from '../db/repositories/transcription/transcription-chunks.ts';
import { transact } from '../db/transaction.ts';
import type { FailureCode } from '../domain/errors.ts';
import { extractSummary } from '../domain/extractive-summary.ts';
import { LectorFailure } from '../domain/failure.ts';
import { tokenCostMicros } from '../domain/pricing/ai-prices.ts';
import type { BookSummary } from '../domain/summary.ts';
import type { Deps } from '../platform/deps.ts';
import { summaryPromptVersion } from '../platform/language-model/summarize-book.ts';
import { startPulse } from './activity-progress.ts';
import { contentAddress } from './content-address.ts';

interface SummarizeAudiobookInput {
  audiobookId: string;
  /** After the last try an outage fails the run; answers that are no use are replaced by an extract before that. */
  maxAttempts: number;
}

/** About ten minutes of narration: enough to tell what a book is about. */
const maxSectionLetters = 12_000;

/** A model that answers badly, or declines, must not keep a book off the shelf. */
const replaceable = new Set<FailureCode>(['ai_bad_answer', 'ai_refused_content']);

/** Each is a question and a repair, both paid for: what does not fit by then never will. */
const badAnswerTries = 3;

export function createSummarizeAudiobook(
  deps: Pick<Deps, 'orm' | 'languageModel' | 'config' | 'log'>,
) {
  /** One paragraph and exactly three tags, from the first transcribed section. */
  return async function summarizeAudiobook(input: SummarizeAudiobookInput): Promise<void> {
    const em = deps.orm.em.fork();
    const { audiobook, recording } = await findRecorded(em, input.audiobookId);
    const text = await firstSection(recording.transcriptionId);
    const { summary, degraded } = await summarize(audiobook, text, input.maxAttempts);
    await transact(em, async (tx) => {
      const row = await tx.findOneOrFail(Audiobook, { id: audiobook.id });
      row.summary = summary.summary;
      row.summaryDegraded = degraded;
      await linkByName(tx, audiobook.id, { tags: summary.tags });
    });
  };

  async function firstSection(transcriptionId: string): Promise<string> {
    const chunks = await findDoneChunks(deps.orm.em.fork(), transcriptionId);
    const first = chunks.find((chunk) => (chunk.transcript?.text ?? '') !== '');
    return first?.transcript?.text.slice(0, maxSectionLetters) ?? '';
  }

  async function summarize(audiobook: Audiobook, text: string, maxAttempts: number) {
    if (text === '') return { summary: extractSummary(text), degraded: true };
    try {
      return { summary: await buySummary(audiobook, text), degraded: false };
    } catch (error) {
      const code = error instanceof LectorFailure ? error.code : null;
      const tries = Math.min(maxAttempts, badAnswerTries);
      const isLast = Context.current().info.attempt >= tries || code === 'ai_refused_content';
      if (code === null || !replaceable.has(code) || !isLast) throw error;
      deps.log.warn({ err: error, audiobookId: audiobook.id }, 'summary extracted instead');
      return { summary: extractSummary(text), degraded: true };
    }
  }

  async function buySummary(audiobook: Audiobook, text: string): Promise<BookSummary> {
    using pulse = startPulse({
      phase: 'waiting for the provider',
      model: deps.config.ai.summaryModel,
      take: 0,
    });
    const em = deps.orm.em.fork();
    const model = deps.config.ai.summaryModel;
    const authors = await findAuthorNames(em, audiobook.id);
    const { title } = audiobook;
    const address = contentAddress(
      'summary',
      summaryPromptVersion,
      model,
      title,
      authors.join(';'),
      text,
    );
    const known = await findPaidResult(em, address);
    if (known) return known.result as BookSummary;
    const request = { model, title, authors, text };
    const { summary, usage } = await deps.languageModel.summarizeBook(request, pulse.signal);
    await keepPaidResult(em, {
      contentAddress: address,
      kind: 'summary',
      model,
      result: summary,
      usage,
      costMicros: tokenCostMicros(model, usage),
      paidFor: audiobook.id,
    });
    return summary;
  }
}
