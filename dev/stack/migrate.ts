import { join } from 'node:path';
import type { PartContext } from './part.ts';
import { endOf } from './process/part-log.ts';
import { runCommand } from './process/run-command.ts';
import { projectRoot } from './project-root.ts';
import { StackError } from './stack-error.ts';

/** Brings the database of the settings in `context.environment` to the newest schema. */
export async function migrate(context: PartContext): Promise<void> {
  const command = [process.execPath, join(projectRoot, 'ops/migrate.ts')];
  const options = { environment: context.environment, directory: projectRoot };
  const { exitCode, output } = await runCommand(command, options, context);
  if (exitCode === 0) return;
  throw new StackError(`The database could not be migrated:\n${endOf(output)}`);
}
