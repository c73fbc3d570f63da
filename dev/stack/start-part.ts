import type { Settings } from '../../platform/settings.ts';
import { startAi } from './ai.ts';
import { startApi } from './api.ts';
import { startMail } from './mail.ts';
import type { PartName } from './part-names.ts';
import type { PartContext, RunningPart } from './part.ts';
import type { StackPorts } from './ports/stack-ports.ts';
import { startPostgres } from './postgres.ts';
import { startS3 } from './s3.ts';
import { startTemporal } from './temporal.ts';
import { startWorker } from './worker.ts';

export interface StackPlan {
  ports: StackPorts;
  settings: Pick<Settings, 'TEMPORAL_NAMESPACE' | 'S3_REGION' | 'S3_PUBLIC_ENDPOINT'>;
  isDurable: boolean;
}

export interface StartedPart {
  part: RunningPart;
  /** Where it is, for the line that says that it is ready. */
  at: string;
  /** The settings that make the API and the worker use it. An empty value unsets one that is meant for another. */
  provides: Record<string, string>;
}

type StartPart = (plan: StackPlan, context: PartContext) => Promise<StartedPart>;

export const startPart: Record<PartName, StartPart> = {
  async postgres({ ports, isDurable }, context) {
    const port = ports.POSTGRES_PORT;
    const part = await startPostgres({ port, isDurable }, context);
    return { part, at: `127.0.0.1:${port}`, provides: { DATABASE_URL: part.url } };
  },

  async temporal({ ports, settings }, context) {
    const options = {
      port: ports.TEMPORAL_PORT,
      uiPort: ports.TEMPORAL_UI_PORT,
      httpPort: ports.temporalHttp,
      metricsPort: ports.temporalMetrics,
      namespace: settings.TEMPORAL_NAMESPACE,
    };
    const part = await startTemporal(options, context);
    const others = { TEMPORAL_API_KEY: '', TEMPORAL_TLS_CERT: '', TEMPORAL_TLS_KEY: '' };
    const provides = { TEMPORAL_ADDRESS: part.address, TEMPORAL_UI_URL: part.uiUrl, ...others };
    return { part, at: `${part.address}, Web UI ${part.uiUrl}`, provides };
  },

  async s3({ ports, settings }, context) {
    const part = await startS3({ port: ports.S3_PORT, region: settings.S3_REGION }, context);
    const provides = {
      S3_ENDPOINT: part.endpoint,
      S3_PUBLIC_ENDPOINT: settings.S3_PUBLIC_ENDPOINT ?? part.endpoint,
      S3_FORCE_PATH_STYLE: 'true',
      AWS_ACCESS_KEY_ID: part.accessKeyId,
      AWS_SECRET_ACCESS_KEY: part.secretAccessKey,
    };
    return { part, at: part.endpoint, provides };
  },

  async mail({ ports }, context) {
    const options = { smtpPort: ports.SMTP_PORT, inboxPort: ports.INBOX_PORT };
    const part = await startMail(options, context);
    return { part, at: part.inboxUrl, provides: { SMTP_URL: part.smtpUrl } };
  },

  async ai({ ports }, context) {
    const part = await startAi(ports.AI_PORT, context);
    const provides = { OPENAI_BASE_URL: part.baseUrl, OPENAI_API_KEY: 'stand-in' };
    return { part, at: part.baseUrl, provides };
  },

  async api({ ports }, context) {
    const part = await startApi(ports.PORT, context);
    return { part, at: `http://localhost:${ports.PORT}`, provides: {} };
  },

  async worker(_plan, context) {
    return { part: await startWorker(context), at: 'all queues', provides: {} };
  },
};
