import { Context } from '@temporalio/activity';
import { findPaidResult, keepPaidResult } from '../db/repositories/transcription/paid-results.ts';
import {
  findSectionIndices,
  keepSection,
} from '../db/repositories/tasks/task-extraction-sections.ts';
import { enterExtraction } from '../db/repositories/tasks/task-extractions.ts';
import { transact } from '../db/transaction.ts';
import type { FailureCode } from '../domain/errors.ts';
import { LectorFailure } from '../domain/failure.ts';
import { tokenCostMicros } from '../domain/pricing/ai-prices.ts';
import { extractPromptSentences } from '../domain/tasks/extractive-prompts.ts';
import { placePrompts, requireSomeQuote } from '../domain/tasks/place-prompts.ts';
import { planSections } from '../domain/tasks/plan-sections.ts';
import type { PromptAnswer } from '../domain/tasks/prompt-answer.ts';
import { timeUnits, type TimedUnit } from '../domain/tasks/timed-units.ts';
import type { Deps } from '../platform/deps.ts';
import { promptsQuestionVersion } from '../platform/language-model/extract-prompts.ts';
import { startPulse, type Pulse } from './activity-progress.ts';
import { contentAddress } from './content-address.ts';
import { readTranscript } from './tasks/read-transcript.ts';

interface ExtractSectionPromptsInput {
  taskId: string;
  index: number;
  /** After a replay the status is right again as soon as a section is begun. */
  runId: string;
  /** After the last try an outage fails the run; answers that are no use are replaced by an extract before that. */
  maxAttempts: number;
}

/** A model that answers badly, or declines, must not keep a recording from being worked with. */
const replaceable = new Set<FailureCode>(['ai_bad_answer', 'ai_refused_content']);

/** Each is a question and a repair, both paid for: what does not fit by then never will. */
const badAnswerTries = 3;

export function createExtractSectionPrompts(
  deps: Pick<Deps, 'orm' | 'storage' | 'languageModel' | 'config' | 'log'>,
) {
  /** What is to be done about one section of the transcript, each with the time that it was said at. */
  return async function extractSectionPrompts(input: ExtractSectionPromptsInput): Promise<void> {
    const { taskId, index, runId } = input;
    using pulse = startPulse({ phase: 'waiting for the provider', model: modelName(), take: 0 });
    const em = deps.orm.em.fork();
    await transact(em.fork(), (tx) => enterExtraction(tx, { taskId, runId, status: 'extracting' }));
    // An earlier try may have got through without the server hearing of it.
    if ((await findSectionIndices(em, taskId)).has(index)) return;
    const document = await readTranscript(deps, taskId);
    const section = planSections(document)[index];
    if (!section) throw new LectorFailure('record_missing', `There is no section ${index}.`);
    const units = timeUnits(section.segments, document.words);
    const { answer, degraded } = await ask(input, section.text, document.language, units, pulse);
    const { found, unknownQuotes } = placePrompts(answer, units, degraded);
    const result = { prompts: found, dropped: unknownQuotes.length, degraded };
    await keepSection(em, taskId, index, result);
  };

  async function ask(
    input: ExtractSectionPromptsInput,
    text: string,
    language: string | null,
    units: readonly TimedUnit[],
    pulse: Pulse,
  ): Promise<{ answer: PromptAnswer; degraded: boolean }> {
    try {
      return { answer: await buyAnswer(input.taskId, text, units, pulse), degraded: false };
    } catch (error) {
      const code = error instanceof LectorFailure ? error.code : null;
      const tries = Math.min(input.maxAttempts, badAnswerTries);
      const isLast = Context.current().info.attempt >= tries || code === 'ai_refused_content';
      if (code === null || !replaceable.has(code) || !isLast) throw error;
      deps.log.warn({ err: error, taskId: input.taskId }, 'prompts extracted instead');
      return { answer: extractPromptSentences(text, language), degraded: true };
    }
  }

  async function buyAnswer(
    taskId: string,
    text: string,
    units: readonly TimedUnit[],
    pulse: Pulse,
  ): Promise<PromptAnswer> {
    const em = deps.orm.em.fork();
    const model = modelName();
    const address = contentAddress('prompts', promptsQuestionVersion, model, text);
    const known = await findPaidResult(em, address);
    if (known) return known.result as PromptAnswer;
    const check = (answer: PromptAnswer) => requireSomeQuote(answer, units);
    const { answer, usage } = await deps.languageModel.extractPrompts(
      { model, text, check },
      pulse.signal,
    );
    await keepPaidResult(em, {
      contentAddress: address,
      kind: 'prompts',
      model,
      result: answer,
      usage,
      costMicros: tokenCostMicros(model, usage),
      paidFor: taskId,
    });
    return answer;
  }

  function modelName(): string {
    return deps.config.ai.summaryModel;
  }
}
