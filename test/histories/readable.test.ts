import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { historyFromJson, type History } from './history-json.ts';
import { recordedDirectory } from './recorder.ts';

type HistoryEvent = NonNullable<History['events']>[number];

/** What somebody who never saw the code reads in the Temporal UI. */
describe('recorded histories', () => {
  it('say in words what each run, step and timer is', async () => {
    const mute: string[] = [];
    for (const name of await readdir(recordedDirectory)) {
      const { events } = historyFromJson(await readFile(join(recordedDirectory, name), 'utf8'));
      for (const event of events ?? []) {
        const missing = missingWords(event);
        if (missing) mute.push(`${name}, event ${Number(event.eventId)}: ${missing}`);
      }
    }
    expect(mute).toEqual([]);
  });
});

function missingWords(event: HistoryEvent): string | null {
  const { summary, details } = event.userMetadata ?? {};
  if (event.workflowExecutionStartedEventAttributes) {
    return summary && details ? null : 'the run has no summary or no details';
  }
  const step =
    event.activityTaskScheduledEventAttributes?.activityType?.name ??
    event.timerStartedEventAttributes?.timerId ??
    event.startChildWorkflowExecutionInitiatedEventAttributes?.workflowType?.name;
  return step === undefined || summary ? null : `${step} has no summary`;
}
