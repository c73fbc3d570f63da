import type { FoundPrompt } from '../../../domain/tasks/place-prompts.ts';
import { TaskExtractionSection } from '../../entities/task-extraction.ts';
import type { Em } from '../../orm.config.ts';

interface SectionResult {
  prompts: FoundPrompt[];
  dropped: number;
  degraded: boolean;
}

/** Keeps what was found in a section. Where two have worked on the same, the first one's stays. */
export async function keepSection(
  em: Em,
  taskId: string,
  index: number,
  result: SectionResult,
): Promise<void> {
  await em.upsert(
    TaskExtractionSection,
    { task: taskId, index, ...result },
    { onConflictFields: ['task', 'index'], onConflictAction: 'ignore' },
  );
}

/** In the order of the recording. */
export function findSections(em: Em, taskId: string) {
  return em.find(TaskExtractionSection, { task: taskId }, { orderBy: { index: 'asc' } });
}

export async function findSectionIndices(em: Em, taskId: string): Promise<Set<number>> {
  const rows = await em
    .getKysely()
    .selectFrom('task_extraction_sections')
    .select('index')
    .where('task_id', '=', taskId)
    .execute();
  return new Set(rows.map(({ index }) => index));
}
