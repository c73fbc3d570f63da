import { defineEntity, p, type InferEntity } from '@mikro-orm/core';
import type {
  Prompt,
  PromptSource,
  TaskChange,
  TaskContent,
} from '../../domain/tasks/task-content.ts';
import { timestamps } from './timestamps.ts';
import { User } from './user.ts';

/** A list of prompts with a name. Whatever changes it locks its row, and counts its version up. */
export const Task = defineEntity({
  name: 'Task',
  tableName: 'tasks',
  properties: {
    id: p.uuid().primary(),
    owner: () => p.manyToOne(User).mapToPk().deleteRule('cascade').index(false),
    name: p.text(),
    category: p.text().nullable(),
    tags: p.json<string[]>(),
    version: p.integer().default(1),
    ...timestamps,
  },
});
export type Task = InferEntity<typeof Task>;

export const TaskPrompt = defineEntity({
  name: 'TaskPrompt',
  tableName: 'task_prompts',
  properties: {
    id: p.uuid().primary(),
    task: () => p.manyToOne(Task).mapToPk().deleteRule('cascade').index(false),
    /** Counted from 1, without gaps. */
    position: p.integer(),
    text: p.text(),
    state: p.string().$type<Prompt['state']>().columnType('text'),
    source: p.json<PromptSource>().nullable(),
  },
});

/** The task as it was after each of its changes. */
export const TaskVersion = defineEntity({
  name: 'TaskVersion',
  tableName: 'task_versions',
  properties: {
    task: () => p.manyToOne(Task).mapToPk().primary().deleteRule('cascade'),
    number: p.integer().primary(),
    change: p.string().$type<TaskChange>().columnType('text'),
    snapshot: p.json<TaskContent>(),
    createdAt: p.datetime().defaultRaw('now()'),
  },
});
