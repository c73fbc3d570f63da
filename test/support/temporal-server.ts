import { TestWorkflowEnvironment } from '@temporalio/testing';
import { DefaultLogger, Runtime } from '@temporalio/worker';
import { searchAttributes } from '../../domain/search-attributes.ts';
import { temporalProgram } from './temporal-program.ts';

/** Once a test file, and before anything else of the SDK: its own logger would write what tests provoke. */
export function quietRuntime(): void {
  if (Runtime._instance) return;
  Runtime.install({
    logger: new DefaultLogger('ERROR', () => undefined),
    telemetryOptions: { logging: { filter: 'off', forward: {} } },
  });
}

/** A Temporal server of a test's own, with Lector's search attributes. */
export async function startTemporal(): Promise<TestWorkflowEnvironment> {
  const path = await temporalProgram();
  const attributes = Object.entries(searchAttributes).map(([name, type]) => `${name}=${type}`);
  return TestWorkflowEnvironment.createLocal({
    server: {
      executable: { type: 'existing-path', path },
      log: { level: 'error', format: 'pretty' },
      extraArgs: [
        ...attributes.flatMap((attribute) => ['--search-attribute', attribute]),
        ...['--dynamic-config-value', 'history.transferProcessorMaxPollRPS=2000'],
        ...['--dynamic-config-value', 'history.timerProcessorMaxPollRPS=2000'],
        ...['--dynamic-config-value', 'history.visibilityProcessorMaxPollRPS=200'],
      ],
    },
  });
}
