import type { Client } from '@temporalio/client';
import { createOrm, type Orm } from '../db/orm.config.ts';
import { markStarted, markStartFailed } from '../db/repositories/outbox.ts';
import { createChargeBook } from '../db/repositories/store/simulated-charges.ts';
import type { Config } from './config.ts';
import { createLanguageModel, type LanguageModel } from './language-model/language-model.ts';
import { createLogger, type Logger } from './logger.ts';
import { createMailer, type Mailer } from './mailer.ts';
import { SourceCache } from './media/source-cache.ts';
import { createOpenAiClient } from './openai-client.ts';
import type { PaymentProvider } from './payments/provider.ts';
import { createSimulatedPayments } from './payments/simulated-payments.ts';
import { createSpeech } from './speech/create-speech.ts';
import type { SpeechProvider } from './speech/provider.ts';
import { Storage } from './storage.ts';
import { createTemporalClient } from './temporal.ts';
import { createWebhookSender, type WebhookSender } from './webhooks/webhook-sender.ts';
import { createWorkflowStarter, type WorkflowStarter } from './workflow-starter.ts';

/** All that Lector reaches the outside with. Each user of it asks for the few that it needs. */
export interface Deps extends AsyncDisposable {
  config: Config;
  log: Logger;
  orm: Orm;
  storage: Storage;
  temporal: Client;
  starter: WorkflowStarter;
  speech: SpeechProvider;
  languageModel: LanguageModel;
  payments: PaymentProvider;
  mailer: Mailer;
  sources: SourceCache;
  webhooks: WebhookSender;
}

/** Builds them; nothing connects before it is used. Whoever builds them disposes of them. */
export async function createDeps(config: Config, part: string): Promise<Deps> {
  const orm = createOrm({ url: config.databaseUrl });
  const storage = new Storage(config.storage);
  const temporal = await createTemporalClient(config.temporal);
  const log = createLogger({ level: config.logLevel, part });
  const marks = {
    started: (workflowId: string) => markStarted(orm.em.fork(), workflowId),
    failed: (workflowId: string, error: string) =>
      markStartFailed(orm.em.fork(), workflowId, error),
  };
  const openai = createOpenAiClient(config.ai);
  const mailer = createMailer(config.mail);
  const webhooks = createWebhookSender({ allowLoopback: config.transcribe.webhookAllowLoopback });
  const sources = new SourceCache({ storage, ...config.scratch });
  return {
    config,
    log,
    orm,
    storage,
    temporal,
    starter: createWorkflowStarter(temporal, marks, log),
    speech: createSpeech({ config, openai }),
    languageModel: createLanguageModel(openai),
    payments: createSimulatedPayments(createChargeBook(orm)),
    mailer,
    sources,
    webhooks,
    [Symbol.asyncDispose]: async () => {
      await sources.close();
      await webhooks.close();
      mailer.close();
      storage.close();
      await temporal.connection.close();
      await orm.close();
    },
  };
}
