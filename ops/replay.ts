import { setTimeout as sleep } from 'node:timers/promises';
import { markReplayed } from '../db/repositories/ingestion/ingestions.ts';
import { markExtractionReplayed } from '../db/repositories/tasks/task-extractions.ts';
import { transact } from '../db/transaction.ts';
import { formatMoney } from '../domain/money.ts';
import { findReplayPoint, replayFrom, type ReplayPoint } from '../platform/temporal-replay.ts';
import type { Deps } from '../platform/deps.ts';
import { CommandError, type Command, type OptionValues } from './command.ts';
import { estimateReplay } from './estimate-replay.ts';
import { findFailed } from './find-failed.ts';
import { formatTable } from './format-table.ts';

export const replay: Command = {
  usage: 'replay (--workflow-id ID | --code CODE | --all) [--dry-run] [--per-second 5]',
  summary: 'Takes failed runs up again where they failed; what is done and paid for stays so',
  options: {
    'workflow-id': { type: 'string' },
    code: { type: 'string' },
    all: { type: 'boolean' },
    'dry-run': { type: 'boolean' },
    'per-second': { type: 'string', default: '5' },
    limit: { type: 'string', default: '1000' },
  },
  run: async (deps, values) => {
    const points = await choose(deps, values);
    if (points.length === 0) {
      console.log('Nothing to replay.');
      return 0;
    }
    await preview(deps, points);
    if (values['dry-run']) return 0;
    return replayAll(deps, points, Number(values['per-second']));
  },
};

async function choose({ temporal }: Deps, values: OptionValues): Promise<ReplayPoint[]> {
  const { 'workflow-id': workflowId, code, all } = values;
  if (typeof workflowId === 'string') {
    const point = await findReplayPoint(temporal, workflowId);
    if (!point) throw new CommandError(`${workflowId} has not failed: there is nothing to replay.`);
    return [point];
  }
  if (typeof code !== 'string' && !all)
    throw new CommandError('Say --workflow-id, --code or --all.');
  const failureCode = typeof code === 'string' ? code : undefined;
  return findFailed(temporal, { failureCode, limit: Number(values.limit) });
}

async function preview(deps: Deps, points: ReplayPoint[]): Promise<void> {
  let totalMicros = 0;
  const rows: string[][] = [];
  for (const point of points) {
    const { work, costMicros } = await estimateReplay(deps, point.workflowId, point.step);
    totalMicros += costMicros;
    rows.push([point.workflowId, point.failureCode, work, dollars(costMicros)]);
  }
  console.log(formatTable(['workflow', 'cause', 'runs again', 'costs about'], rows));
  console.log(`${points.length} to replay, about ${dollars(totalMicros)} in all.`);
}

async function replayAll(
  { temporal, orm }: Deps,
  points: ReplayPoint[],
  perSecond: number,
): Promise<number> {
  let failedCount = 0;
  for (const point of points) {
    try {
      const runId = await replayFrom(temporal, point, 'Replayed by npm run ops -- replay');
      await transact(orm.em.fork(), async (tx) => {
        await markReplayed(tx, point.workflowId);
        await markExtractionReplayed(tx, point.workflowId);
      });
      console.log(`replayed ${point.workflowId} as run ${runId}`);
    } catch (error) {
      failedCount += 1;
      console.error(`not replayed ${point.workflowId}: ${String(error)}`);
    }
    await sleep(1000 / perSecond);
  }
  console.log(`${points.length - failedCount} replayed, ${failedCount} not.`);
  return failedCount === 0 ? 0 : 1;
}

function dollars(micros: number): string {
  return micros < 10_000
    ? `$${(micros / 1e6).toFixed(4)}`
    : formatMoney({ amount: micros / 1e4, currency: 'USD' });
}
