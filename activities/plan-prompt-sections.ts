import { findSectionIndices } from '../db/repositories/tasks/task-extraction-sections.ts';
import { findExtraction } from '../db/repositories/tasks/task-extractions.ts';
import { planSections } from '../domain/tasks/plan-sections.ts';
import type { Deps } from '../platform/deps.ts';
import { readTranscript } from './tasks/read-transcript.ts';

export interface PlanPromptSectionsResult {
  sectionsTotal: number;
  /** Sections that have no result yet: all of them in a first run, in a replay those that failed. */
  pending: number[];
  /** How many sections to have in flight at once. */
  parallelism: number;
}

export function createPlanPromptSections(deps: Pick<Deps, 'orm' | 'storage' | 'config'>) {
  /** Counts the sections that the transcript is read in, and tells what is left to do. */
  return async function planPromptSections(input: {
    taskId: string;
  }): Promise<PlanPromptSectionsResult> {
    const { taskId } = input;
    const sections = planSections(await readTranscript(deps, taskId));
    const em = deps.orm.em.fork();
    const extraction = await findExtraction(em, taskId);
    extraction.sectionsTotal = sections.length;
    await em.flush();
    const done = await findSectionIndices(em, taskId);
    return {
      sectionsTotal: sections.length,
      pending: sections.map(({ index }) => index).filter((index) => !done.has(index)),
      parallelism: deps.config.ai.concurrency * 2,
    };
  };
}
