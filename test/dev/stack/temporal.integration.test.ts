import { describe, expect, it } from '@jest/globals';
import { Client, Connection } from '@temporalio/client';
import { searchAttributes } from '../../../domain/search-attributes.ts';
import { answersOk } from '../../../dev/stack/answers-ok.ts';
import { pollUntil } from '../../../dev/stack/poll-until.ts';
import { takePort } from '../../../dev/stack/ports/take-port.ts';
import { startTemporal, type RunningTemporal } from '../../../dev/stack/temporal.ts';
import { openContext, type TestContext } from './part-context.ts';

async function start(context: TestContext): Promise<RunningTemporal> {
  const free = () => takePort({ setting: 'TEMPORAL_PORT', port: 0 });
  const ports = { port: await free(), uiPort: await free(), httpPort: await free() };
  const options = { ...ports, metricsPort: await free(), namespace: 'default' };
  return startTemporal(options, context);
}

async function withClient<T>(address: string, use: (client: Client) => Promise<T>): Promise<T> {
  const connection = await Connection.connect({ address });
  try {
    return await use(new Client({ connection }));
  } finally {
    await connection.close();
  }
}

async function describeServer(client: Client) {
  const [{ customAttributes }, { config }] = await Promise.all([
    client.connection.operatorService.listSearchAttributes({ namespace: 'default' }),
    client.workflowService.describeNamespace({ namespace: 'default' }),
  ]);
  return {
    attributes: Object.keys(customAttributes ?? {}),
    retentionSeconds: Number(config?.workflowExecutionRetentionTtl?.seconds),
  };
}

describe('the embedded Temporal server', () => {
  it('has its Web UI, the registry’s search attributes and histories for 30 days', async () => {
    await using context = await openContext();
    await using temporal = await start(context);
    expect(await answersOk(temporal.uiUrl)).toBe(true);
    const { attributes, retentionSeconds } = await withClient(temporal.address, describeServer);
    expect(attributes).toEqual(expect.arrayContaining(Object.keys(searchAttributes)));
    expect(retentionSeconds).toBe(30 * 86_400);
  });

  it('keeps its workflows through kill -9', async () => {
    await using context = await openContext();
    await using temporal = await start(context);
    const { address, pid = 0 } = temporal;
    const options = { workflowId: 'kept', taskQueue: 'nobody', args: [] };
    await withClient(address, (client) => client.workflow.start('sleeper', options));
    process.kill(pid, 'SIGKILL');
    expect(await pollUntil(() => context.reports.length === 2, { timeoutMs: 30_000 })).toBe(true);
    expect(context.reports[1]).toMatch(/^temporal is back/);
    const status = await withClient(address, (client) =>
      client.workflow.getHandle('kept').describe(),
    );
    expect(status.status.name).toBe('RUNNING');
  });

  it('learns search attributes that its file was made without', async () => {
    await using context = await openContext();
    await using first = await start(context);
    const [name = '', ...others] = Object.keys(searchAttributes);
    await withClient(first.address, (client) =>
      client.connection.operatorService.removeSearchAttributes({
        namespace: 'default',
        searchAttributes: [name],
      }),
    );
    await first.stop();
    await using second = await start(context);
    const { attributes } = await withClient(second.address, describeServer);
    expect(attributes).toEqual(expect.arrayContaining([name, ...others]));
  });
});
