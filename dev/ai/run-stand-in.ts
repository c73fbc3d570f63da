import { parseArgs } from 'node:util';
import type { RunningStandIn, StandInOptions } from './stand-in.ts';

/** Runs a stand-in as a process of its own, as the command line says, until SIGTERM or SIGINT. */
export async function runStandIn(
  script: string,
  defaultPort: number,
  start: (options: StandInOptions) => Promise<RunningStandIn>,
): Promise<void> {
  const { values } = parseArgs({
    options: {
      port: { type: 'string', default: String(defaultPort) },
      data: { type: 'string' },
      host: { type: 'string', default: '127.0.0.1' },
    },
  });
  const port = Number(values.port);
  if (!values.data || !Number.isInteger(port) || port < 0 || port > 65_535) {
    console.error(`usage: node ${script} --data DIRECTORY [--port PORT] [--host ADDRESS]`);
    process.exit(2);
  }
  const standIn = await start({ port, dataDirectory: values.data, host: values.host });
  console.log(`listening on ${standIn.url}`);

  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.once(signal, () => void standIn.close().then(() => process.exit(0)));
  }
}
