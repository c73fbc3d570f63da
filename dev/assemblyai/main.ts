import { parseArgs } from 'node:util';
import { startAssemblyAiStandIn } from './start-assemblyai-stand-in.ts';

/** `node dev/assemblyai/main.ts --data DIR [--port 4011]`: the stand-in as a process of its own, until SIGTERM or SIGINT. */
const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '4011' },
    data: { type: 'string' },
    host: { type: 'string', default: '127.0.0.1' },
  },
});
const port = Number(values.port);
if (!values.data || !Number.isInteger(port) || port < 0 || port > 65_535) {
  console.error(
    'usage: node dev/assemblyai/main.ts --data DIRECTORY [--port PORT] [--host ADDRESS]',
  );
  process.exit(2);
}
const { data: dataDirectory, host } = values;
const standIn = await startAssemblyAiStandIn({ port, dataDirectory, host });
console.log(`listening on ${standIn.url}`);

for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.once(signal, () => void standIn.close().then(() => process.exit(0)));
}
