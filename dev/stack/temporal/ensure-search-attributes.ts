import { z } from 'zod';
import { searchAttributes } from '../../../domain/search-attributes.ts';
import type { PartContext } from '../part.ts';
import { endOf } from '../process/part-log.ts';
import { runCommand } from '../process/run-command.ts';
import { StackError } from '../stack-error.ts';

export interface TemporalServer {
  program: string;
  httpUrl: string;
  address: string;
  namespace: string;
}

const answerSchema = z.object({ customAttributes: z.record(z.string(), z.string()).default({}) });

/**
 * Registers the search attributes that the server does not know. Its flags for them count only when its file is made:
 * those that were added to the registry since come in here.
 */
export async function ensureSearchAttributes(
  { program, httpUrl, address, namespace }: TemporalServer,
  context: PartContext,
): Promise<void> {
  const response = await fetch(`${httpUrl}/api/v1/namespaces/${namespace}/search-attributes`);
  const { customAttributes } = answerSchema.parse(await response.json());
  const missing = Object.entries(searchAttributes).filter(([name]) => !(name in customAttributes));
  if (missing.length === 0) return;
  const command = [
    program,
    'operator',
    'search-attribute',
    'create',
    `--address=${address}`,
    `--namespace=${namespace}`,
    ...missing.flatMap(([name, type]) => [`--name=${name}`, `--type=${type}`]),
  ];
  const { environment } = context;
  const { exitCode, output } = await runCommand(command, { environment }, context);
  if (exitCode === 0) return;
  throw new StackError(`Search attributes could not be registered:\n${endOf(output)}`);
}
