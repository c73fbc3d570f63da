import type { z } from 'zod';
import type { TaskLine } from '../../db/repositories/tasks/list-tasks.ts';
import type { OwnTask } from '../../db/repositories/tasks/own-tasks.ts';
import type { KeptVersion, TaskVersionLine } from '../../db/repositories/tasks/task-versions.ts';
import type { Prompt } from '../../domain/tasks/task-content.ts';
import type { taskPageSchema, taskSchema, versionPageSchema, versionSchema } from './schema.ts';

type TaskBody = z.output<typeof taskSchema>;

export function presentTask({ id, version, content, recording, ...times }: OwnTask): TaskBody {
  return {
    id,
    version,
    ...content,
    prompts: presentPrompts(content.prompts),
    audio: recording && {
      file_name: recording.fileName,
      format: recording.format,
      size_bytes: recording.sizeBytes,
    },
    created_at: times.createdAt.toISOString(),
    updated_at: times.updatedAt.toISOString(),
  };
}

export function presentLine(line: TaskLine): z.output<typeof taskPageSchema>['results'][number] {
  return {
    id: line.id,
    name: line.name,
    category: line.category,
    tags: line.tags,
    version: line.version,
    prompts_count: line.prompts,
    proposed_count: line.proposed,
    extraction_status: line.status,
    created_at: line.created_at.toISOString(),
    updated_at: line.updated_at.toISOString(),
  };
}

export function presentVersionLine(
  line: TaskVersionLine,
): z.output<typeof versionPageSchema>['results'][number] {
  return {
    version: line.number,
    change: line.change,
    name: line.name,
    prompts_count: line.prompts,
    created_at: line.created_at.toISOString(),
  };
}

export function presentVersion(kept: KeptVersion): z.output<typeof versionSchema> {
  return {
    version: kept.number,
    change: kept.change,
    ...kept.content,
    prompts: presentPrompts(kept.content.prompts),
    created_at: kept.createdAt.toISOString(),
  };
}

function presentPrompts(prompts: readonly Prompt[]): TaskBody['prompts'] {
  return prompts.map(({ id, text, state, source }, index) => ({
    id,
    position: index + 1,
    text,
    state,
    source: source && {
      quote: source.quote,
      start_seconds: source.startSeconds,
      end_seconds: source.endSeconds,
      degraded: source.degraded,
    },
  }));
}
