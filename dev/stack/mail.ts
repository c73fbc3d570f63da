import { join } from 'node:path';
import type { PartContext, RunningPart } from './part.ts';
import { PartProcess } from './process/part-process.ts';
import { projectRoot } from './project-root.ts';

export interface MailOptions {
  smtpPort: number;
  inboxPort: number;
}

export interface RunningMail extends RunningPart {
  smtpUrl: string;
  inboxUrl: string;
}

/** The mail catcher of dev/mail on 127.0.0.1. */
export async function startMail(
  { smtpPort, inboxPort }: MailOptions,
  context: PartContext,
): Promise<RunningMail> {
  const part = await PartProcess.start(
    {
      name: 'mail',
      command: [
        process.execPath,
        join(projectRoot, 'dev/mail/main.ts'),
        `--smtp-port=${smtpPort}`,
        `--inbox-port=${inboxPort}`,
        `--data=${join(context.dataDirectory, 'mail')}`,
      ],
      environment: context.environment,
      stopSignal: 'SIGTERM',
      stopTimeoutMs: 3000,
      readyTimeoutMs: 30_000,
      isReady: (output) => output.includes('listening on '),
    },
    context,
  );
  return Object.assign(part, {
    smtpUrl: `smtp://127.0.0.1:${smtpPort}`,
    inboxUrl: `http://localhost:${inboxPort}`,
  });
}
