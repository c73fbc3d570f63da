import type { Operation } from '../http/route.ts';
import { acceptPrompts } from './accept-prompts.ts';
import { createTask } from './create-task.ts';
import { deleteTask } from './delete-task.ts';
import { deleteTasks } from './delete-tasks.ts';
import { getExtraction } from './get-extraction.ts';
import { getTaskLinks } from './get-task-links.ts';
import { getTaskVersion } from './get-task-version.ts';
import { getTask } from './get-task.ts';
import { listTaskVersions } from './list-task-versions.ts';
import { listTasks } from './list-tasks.ts';
import { rejectPrompts } from './reject-prompts.ts';
import { restoreTaskVersion } from './restore-task-version.ts';
import { retryExtraction } from './retry-extraction.ts';
import { updateTask } from './update-task.ts';
import { updateTasks } from './update-tasks.ts';
import { watchExtraction } from './watch-extraction.ts';

export const tasksOperations: Operation[] = [
  listTasks,
  createTask,
  updateTasks,
  deleteTasks,
  getTask,
  updateTask,
  deleteTask,
  listTaskVersions,
  getTaskVersion,
  restoreTaskVersion,
  acceptPrompts,
  rejectPrompts,
  getExtraction,
  watchExtraction,
  retryExtraction,
  getTaskLinks,
];
