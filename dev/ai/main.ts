import { parseArgs } from 'node:util';
import { startAiStandIn } from './start-ai-stand-in.ts';

/** `node dev/ai/main.ts --port 4010 --data DIR`: the AI stand-in as a process of its own, until SIGTERM or SIGINT. */
const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '4010' },
    data: { type: 'string' },
    host: { type: 'string', default: '127.0.0.1' },
  },
});
const port = Number(values.port);
if (!values.data || !Number.isInteger(port) || port < 0 || port > 65_535) {
  console.error('usage: node dev/ai/main.ts --port PORT --data DIRECTORY [--host ADDRESS]');
  process.exit(2);
}
const standIn = await startAiStandIn({ port, dataDirectory: values.data, host: values.host });
console.log(`listening on ${standIn.url}`);

for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.once(signal, () => void standIn.close().then(() => process.exit(0)));
}
