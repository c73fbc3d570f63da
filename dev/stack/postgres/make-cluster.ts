import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chown, mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { PartContext } from '../part.ts';
import type { Account } from '../process/lifeline.ts';
import { endOf } from '../process/part-log.ts';
import { runCommand } from '../process/run-command.ts';
import { StackError } from '../stack-error.ts';

export const superuser = 'lector';

export interface ClusterPlan {
  initdb: string;
  /** Where it is to be. */
  cluster: string;
  password: string;
  account: Account | undefined;
}

/**
 * Makes the cluster unless it is there. It is made under another name and renamed, so that one that is there is whole,
 * whatever ended the making of it.
 */
export async function makeCluster(plan: ClusterPlan, context: PartContext): Promise<void> {
  const { cluster, account } = plan;
  if (existsSync(cluster)) return;
  const parent = dirname(cluster);
  await removeUnfinished(cluster);
  const fresh = join(parent, `${basename(cluster)}.new-${randomBytes(4).toString('hex')}`);
  const passwordFile = `${fresh}.password`;
  await mkdir(fresh, { mode: 0o700 });
  await writeFile(passwordFile, plan.password, { mode: 0o600 });
  if (account) {
    await chown(fresh, account.uid, account.gid);
    await chown(passwordFile, account.uid, account.gid);
  }
  await initialise(fresh, passwordFile, plan, context);
  await rm(passwordFile);
  await rename(fresh, cluster);
}

async function removeUnfinished(cluster: string): Promise<void> {
  const parent = dirname(cluster);
  const unfinished = (await readdir(parent)).filter((name) =>
    name.startsWith(`${basename(cluster)}.new-`),
  );
  await Promise.all(unfinished.map((name) => rm(join(parent, name), { recursive: true })));
}

async function initialise(
  fresh: string,
  passwordFile: string,
  { initdb, account }: ClusterPlan,
  context: PartContext,
): Promise<void> {
  const command = [
    initdb,
    `--pgdata=${fresh}`,
    `--username=${superuser}`,
    '--auth=scram-sha-256',
    `--pwfile=${passwordFile}`,
    '--encoding=UTF8',
    // The same order and case rules on every machine, whatever its own locale.
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--locale=C',
    '--no-sync',
    '--no-instructions',
  ];
  const options = {
    environment: context.environment,
    directory: '/',
    ...(account && { account }),
  };
  const { exitCode, output } = await runCommand(command, options, context);
  if (exitCode === 0) return;
  throw new StackError(`Postgres' data could not be made in ${fresh}:\n${endOf(output)}`);
}
