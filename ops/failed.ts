import { failures, isFailureCode } from '../domain/errors.ts';
import type { Command } from './command.ts';
import { findFailed } from './find-failed.ts';
import { formatTable } from './format-table.ts';

export const failed: Command = {
  usage: 'failed [--type ingestAudiobook] [--limit 100]',
  summary: 'Failed runs, grouped by cause, with what to do',
  options: { type: { type: 'string' }, limit: { type: 'string', default: '100' } },
  run: async ({ temporal }, { type, limit }) => {
    const workflowType = typeof type === 'string' ? type : undefined;
    const points = await findFailed(temporal, { workflowType, limit: Number(limit) });
    if (points.length === 0) {
      console.log('Nothing has failed.');
      return 0;
    }
    for (const [code, group] of Map.groupBy(points, (point) => point.failureCode)) {
      const known = isFailureCode(code) ? failures[code] : null;
      console.log(`\n${code} (${group.length}): ${known?.title ?? group[0]?.failureMessage ?? ''}`);
      if (known) console.log(`What to do: ${known.remedy}`);
      const rows = group.map((point) => [
        point.workflowId,
        point.step,
        point.failureMessage.slice(0, 80),
      ]);
      console.log(formatTable(['workflow', 'failed step', 'message'], rows));
    }
    console.log('\nnpm run ops -- replay --workflow-id ID, or replay --code CODE, or replay --all');
    return 0;
  },
};
