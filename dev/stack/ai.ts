import { join } from 'node:path';
import type { PartContext, RunningPart } from './part.ts';
import { PartProcess } from './process/part-process.ts';
import { projectRoot } from './project-root.ts';

export interface RunningAi extends RunningPart {
  /** For `OPENAI_BASE_URL`. */
  baseUrl: string;
}

/** The AI stand-in of dev/ai on 127.0.0.1: it speaks OpenAI's protocol and reads tone-coded audio. */
export async function startAi(port: number, context: PartContext): Promise<RunningAi> {
  const part = await PartProcess.start(
    {
      name: 'ai',
      command: [
        process.execPath,
        join(projectRoot, 'dev/ai/main.ts'),
        `--port=${port}`,
        `--data=${join(context.dataDirectory, 'ai')}`,
      ],
      environment: context.environment,
      stopSignal: 'SIGTERM',
      stopTimeoutMs: 3000,
      readyTimeoutMs: 30_000,
      isReady: (output) => output.includes('listening on '),
    },
    context,
  );
  return Object.assign(part, { baseUrl: `http://127.0.0.1:${port}/v1` });
}
