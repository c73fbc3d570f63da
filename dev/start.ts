import { join } from 'node:path';
import { SettingsError } from '../platform/config.ts';
import { launch } from './launcher/launch.ts';
import { readArguments, usage } from './launcher/read-arguments.ts';
import { listenForStopRequests } from './launcher/stop-requests.ts';
import { projectRoot } from './stack/project-root.ts';
import { StackError } from './stack/stack-error.ts';

const stopWithinMs = 15_000;

// `npm start`. The terminal may go before the stack has stopped.
process.stdout.on('error', () => {});
process.stderr.on('error', () => {});

const stop = listenForStopRequests(() => {
  console.error('Stopping at once.');
  process.exit(130);
});
stop.signal.addEventListener('abort', () => {
  // Each part is given less; this is for what nobody has thought of. What still runs goes with this process.
  setTimeout(() => process.exit(1), stopWithinMs).unref();
});

try {
  process.exit(await start());
} catch (error) {
  if (stop.signal.aborted) process.exit(130);
  console.error(`\n${explain(error)}`);
  process.exit(1);
}

async function start(): Promise<number> {
  const choices = readArguments(process.argv.slice(2));
  if (choices.help) {
    console.log(usage);
    return 0;
  }
  const directory = join(projectRoot, '.lector');
  return launch({ directory, choices, stop, print: (line) => console.log(line) });
}

function explain(error: unknown): string {
  if (error instanceof SettingsError) {
    return `${error.message}\nThese settings, from the environment or .env, can't be used. .env.example lists all.`;
  }
  if (error instanceof StackError) return error.message;
  if ((error as NodeJS.ErrnoException).code === 'EACCES') {
    const { message } = error as Error;
    return `${message}\nIt belongs to another user; was Lector started as root before? Change its owner or remove it.`;
  }
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
