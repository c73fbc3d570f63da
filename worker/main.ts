import { NativeConnection, Runtime } from '@temporalio/worker';
import { loadConfig, SettingsError } from '../platform/config.ts';
import { createDeps } from '../platform/deps.ts';
import { createLogger } from '../platform/logger.ts';
import { temporalConnectionOptions } from '../platform/temporal.ts';
import { createWorkers } from './create-workers.ts';
import { ensureSchedules } from './ensure-schedules.ts';
import { temporalLogger } from './temporal-logger.ts';
import { selectQueues } from './queue-selection.ts';
import { loadWorkflowBundle } from './workflow-bundle.ts';

async function main(): Promise<void> {
  const queues = selectQueues(process.argv.slice(2));
  const config = loadConfig();
  const log = createLogger({ level: config.logLevel, part: 'worker' });
  Runtime.install({
    shutdownSignals: ['SIGINT', 'SIGTERM'],
    logger: temporalLogger(log),
  });
  await using deps = await createDeps(config, 'worker');
  await deps.storage.ensureBucket();
  await deps.sources.removeLeftovers();
  const connection = await NativeConnection.connect(
    await temporalConnectionOptions(config.temporal),
  );
  try {
    const workflowBundle = await loadWorkflowBundle(config.nodeEnv);
    const workers = await createWorkers({ deps, connection, queues, workflowBundle });
    await ensureSchedules(deps.temporal);
    const running = workers.map((worker) => worker.run());
    log.info({ queues }, 'worker ready');
    await Promise.all(running);
    log.info('worker stopped');
  } finally {
    await connection.close();
  }
}

try {
  await main();
} catch (error) {
  process.stderr.write(
    `${error instanceof SettingsError ? error.message : String((error as Error).stack)}\n`,
  );
  process.exitCode = 1;
}
