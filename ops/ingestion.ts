import { findIngestionReport } from '../db/repositories/ingestion/ingestion-report.ts';
import { CommandError, type Command } from './command.ts';

export const ingestion: Command = {
  usage: 'ingestion AUDIOBOOK_ID',
  summary: 'All that is known of one ingestion, as JSON',
  options: {},
  run: async ({ orm }, _values, [audiobookId = '']) => {
    const report = await findIngestionReport(orm.em.fork(), audiobookId);
    if (!report) throw new CommandError(`There is no audiobook ${audiobookId}.`);
    console.log(JSON.stringify(report, null, 2));
    return 0;
  },
};
