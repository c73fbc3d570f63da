import type { Settings } from '../../../platform/settings.ts';
import type { PartName } from '../part-names.ts';
import { StackError } from '../stack-error.ts';
import { takePort } from './take-port.ts';

/** The settings that name a port. */
export type PortSetting = Extract<keyof Settings, 'PORT' | `${string}_PORT`>;

/** With two of Temporal's that no setting names. */
export type StackPorts = Record<PortSetting | 'temporalHttp' | 'temporalMetrics', number>;

const partOfPort: Record<keyof StackPorts, PartName> = {
  PORT: 'api',
  POSTGRES_PORT: 'postgres',
  TEMPORAL_PORT: 'temporal',
  TEMPORAL_UI_PORT: 'temporal',
  temporalHttp: 'temporal',
  temporalMetrics: 'temporal',
  S3_PORT: 's3',
  SMTP_PORT: 'mail',
  INBOX_PORT: 'mail',
  AI_PORT: 'ai',
};

/**
 * The ports of `parts`, all of them different: the wanted ones, and free ones where none or 0 is wanted. The ports of
 * other parts are 0.
 *
 * @throws StackError with a line for each that can't be had
 */
export async function takeStackPorts(
  parts: ReadonlySet<PartName>,
  wanted: Partial<Record<PortSetting, number>>,
): Promise<StackPorts> {
  const settings = Object.keys(partOfPort) as (keyof StackPorts)[];
  const ports = Object.fromEntries(settings.map((setting) => [setting, 0])) as StackPorts;
  const asked: Partial<Record<keyof StackPorts, number>> = wanted;
  const problems: string[] = [];
  for (const setting of settings.filter((name) => parts.has(partOfPort[name]))) {
    try {
      ports[setting] = await takeAnother(setting, asked[setting] ?? 0, Object.values(ports));
    } catch (error) {
      if (!(error instanceof StackError)) throw error;
      problems.push(error.message);
    }
  }
  if (problems.length > 0) throw new StackError(problems.join('\n'));
  return ports;
}

async function takeAnother(setting: string, wanted: number, taken: number[]): Promise<number> {
  for (;;) {
    // The API listens on all addresses, the rest on this machine's own.
    const host = setting === 'PORT' ? {} : { host: '127.0.0.1' };
    const port = await takePort({ setting, port: wanted, ...host });
    if (!taken.includes(port)) return port;
    if (wanted !== 0)
      throw new StackError(`${setting} and another setting both name port ${port}.`);
  }
}
