import { parseArgs } from 'node:util';
import { loadConfig, SettingsError } from '../platform/config.ts';
import { createDeps } from '../platform/deps.ts';
import { CommandError, type Command } from './command.ts';
import { failed } from './failed.ts';
import { formatTable } from './format-table.ts';
import { grantAdmin } from './grant-admin.ts';
import { ingestion } from './ingestion.ts';
import { order } from './order.ts';
import { replay } from './replay.ts';
import { seed } from './seed.ts';
import { searchAttributesCommand } from './search-attributes.ts';

const commands: Record<string, Command> = {
  failed,
  replay,
  ingestion,
  order,
  'search-attributes': searchAttributesCommand,
  'grant-admin': grantAdmin,
  seed,
};

async function main([name = '', ...args]: string[]): Promise<number> {
  const command = commands[name];
  if (!command) {
    const rows = Object.values(commands).map(({ usage, summary }) => [usage, summary]);
    console.error(formatTable(['npm run ops --', 'what it does'], rows));
    return 2;
  }
  const { values, positionals } = parse(command, args);
  await using deps = await createDeps(loadConfig(), 'ops');
  return await command.run(deps, values as Record<string, string | boolean>, positionals);
}

function parse(command: Command, args: string[]) {
  try {
    return parseArgs({ args, options: command.options, allowPositionals: true });
  } catch (error) {
    throw new CommandError(`${(error as Error).message}\nUsage: ${command.usage}`);
  }
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  const expected = error instanceof CommandError || error instanceof SettingsError;
  console.error(expected ? error.message : error);
  process.exitCode = 1;
}
