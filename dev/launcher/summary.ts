import type { Config } from '../../platform/config.ts';
import type { PartName } from '../stack/part-names.ts';
import type { RunningStack } from '../stack/start-stack.ts';

export type SummaryConfig = Pick<
  Config,
  'ai' | 'databaseUrl' | 'firstAdmin' | 'http' | 'mail' | 'speech' | 'storage' | 'temporal'
>;

/** The addresses and accounts, in two columns. */
export function summary(
  { parts, inboxUrl }: Pick<RunningStack, 'inboxUrl'> & { parts: ReadonlyMap<PartName, unknown> },
  config: SummaryConfig,
): string {
  const { firstAdmin, http, storage, temporal } = config;
  const database = new URL(config.databaseUrl);
  const rows: [string, string][] = [
    ['API', http.publicUrl],
    ['API reference', `${http.publicUrl}/docs`],
    ['Temporal UI', temporal.uiUrl ?? `not known (TEMPORAL_UI_URL); server ${temporal.address}`],
    ['Inbox', inboxUrl ?? `none: mail goes out through ${new URL(config.mail.smtpUrl).host}`],
    ['S3', `${storage.endpoint ?? 'AWS'}, bucket ${storage.bucket}`],
    ['Postgres', `${database.host}${database.pathname}`],
    ['AI', describeAi(parts.has('ai'), config)],
  ];
  const speech = describeSpeech(config);
  if (speech) rows.push(['Speech to text', speech]);
  if (firstAdmin) rows.push(['Administrator', `${firstAdmin.email} / ${firstAdmin.password}`]);
  rows.push(['Logs', '.lector/logs']);
  const width = Math.max(...rows.map(([name]) => name.length));
  return rows.map(([name, value]) => `  ${name.padEnd(width)}   ${value}`).join('\n');
}

function describeAi(isStandIn: boolean, { ai }: SummaryConfig): string {
  if (isStandIn) return `${ai.baseUrl}, a stand-in: reads tone-coded audio only, see docs`;
  return `${ai.azure?.endpoint ?? ai.baseUrl ?? 'OpenAI'}, ${ai.transcribeModel}`;
}

/** null where speech goes to the same AI as the rest. */
function describeSpeech({ speech }: SummaryConfig): string | null {
  const { provider, openai, assemblyai, model } = speech;
  if (provider === 'assemblyai') return `${assemblyai.baseUrl}, ${model}`;
  return openai ? `${openai.baseUrl}, ${model}` : null;
}
