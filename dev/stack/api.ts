import { join } from 'node:path';
import { answersOk } from './answers-ok.ts';
import type { PartContext, RunningPart } from './part.ts';
import { PartProcess } from './process/part-process.ts';
import { projectRoot } from './project-root.ts';

/** The API; `context.environment` holds its settings. Ready when it finds all that it needs. */
export function startApi(port: number, context: PartContext): Promise<RunningPart> {
  return PartProcess.start(
    {
      name: 'api',
      command: [process.execPath, join(projectRoot, 'api/main.ts')],
      environment: { ...context.environment, PORT: `${port}` },
      directory: projectRoot,
      stopSignal: 'SIGTERM',
      stopTimeoutMs: 8000,
      readyTimeoutMs: 60_000,
      isReady: () => answersOk(`http://127.0.0.1:${port}/health/ready`),
    },
    context,
  );
}
