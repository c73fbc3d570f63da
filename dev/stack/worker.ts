import { join } from 'node:path';
import type { PartContext, RunningPart } from './part.ts';
import { PartProcess } from './process/part-process.ts';
import { projectRoot } from './project-root.ts';

const readyLine = /"msg":"worker ready"/;
const quietLevels = new Set(['warn', 'error', 'fatal', 'silent']);

/** The worker with all its queues; `context.environment` holds its settings. */
export function startWorker(context: PartContext): Promise<RunningPart> {
  const level = context.environment['LOG_LEVEL'] ?? 'info';
  return PartProcess.start(
    {
      name: 'worker',
      command: [process.execPath, join(projectRoot, 'worker/main.ts')],
      // A quieter one would not say that it is ready.
      environment: { ...context.environment, LOG_LEVEL: quietLevels.has(level) ? 'info' : level },
      directory: projectRoot,
      stopSignal: 'SIGTERM',
      stopTimeoutMs: 8000,
      readyTimeoutMs: 60_000,
      isReady: (output) => readyLine.test(output),
    },
    context,
  );
}
