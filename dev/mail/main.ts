import { parseArgs } from 'node:util';
import { faultsSchema } from './faults.ts';
import { startInbox } from './inbox-server.ts';
import { MessageStore } from './message-store.ts';
import { startSmtpCatcher } from './smtp-catcher.ts';

// The mail catcher: node dev/mail/main.ts --smtp-port 1025 --inbox-port 8025 --data DIR

const { values } = parseArgs({
  options: {
    'smtp-port': { type: 'string', default: '1025' },
    'inbox-port': { type: 'string', default: '8025' },
    data: { type: 'string' },
  },
});
if (values.data === undefined) throw new Error('--data is missing: the directory of the mails.');

const smtpPort = Number(values['smtp-port']);
const inboxPort = Number(values['inbox-port']);
let faults = faultsSchema.parse({});

const store = await MessageStore.open(values.data);
const smtp = await startSmtpCatcher({
  port: smtpPort,
  store,
  faults: () => faults,
  log: (line) => console.log(line),
});
const inbox = await startInbox({
  port: inboxPort,
  store,
  faults: { get: () => faults, set: (wanted) => (faults = wanted) },
});
console.log(`smtp://127.0.0.1:${smtpPort}, ${store.list().length} mails from before`);
console.log(`listening on http://127.0.0.1:${inboxPort}`);

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => void Promise.all([smtp.close(), inbox.close()]));
}
