import { readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Client } from '@temporalio/client';
import { projectRoot } from '../../dev/stack/project-root.ts';
import { waitFor } from '../support/wait-for.ts';
import { historyToJson, type History } from './history-json.ts';

/** Where the recorded histories are. */
export const recordedDirectory = join(import.meta.dirname, 'recorded');

/** What a scenario may leave running: it waits for time to pass, which says nothing more of its path. */
const patienceMs = 10_000;

/** Writes down the histories of all that was started since it was made. One that says nothing new is left out. */
export class HistoryRecorder {
  readonly #client: Client;
  readonly #known = new Set<string>();
  readonly #runs = new Set<string>();

  constructor(client: Client) {
    this.#client = client;
  }

  /** Forgets what was recorded before of this scenario. */
  async forget(scenario: string): Promise<void> {
    for (const name of await readdir(recordedDirectory)) {
      if (name.startsWith(`${scenario}.`)) await rm(join(recordedDirectory, name));
    }
  }

  /** Skips what has run so far. */
  async begin(): Promise<void> {
    for await (const { runId } of this.#client.workflow.list()) this.#runs.add(runId);
  }

  /** @returns the names of the files */
  async record(scenario: string): Promise<string[]> {
    await this.#awaitEnds().catch(() => undefined);
    const names: string[] = [];
    for await (const { workflowId, runId, type } of this.#client.workflow.list()) {
      if (this.#runs.has(runId)) continue;
      this.#runs.add(runId);
      const history = await this.#client.workflow.getHandle(workflowId, runId).fetchHistory();
      const path = pathOf(history);
      if (this.#known.has(path)) continue;
      this.#known.add(path);
      const count = names.filter((name) => name.startsWith(`${scenario}.${type}.`)).length;
      const name = `${scenario}.${type}.${count + 1}.json`;
      await writeFile(join(recordedDirectory, name), withoutOrigin(history));
      names.push(name);
    }
    return names;
  }

  async #awaitEnds(): Promise<void> {
    const look = async () => {
      for await (const run of this.#client.workflow.list({ query: 'ExecutionStatus = "Running"' })) {
        if (!this.#runs.has(run.runId)) return false;
      }
      return true;
    };
    await waitFor('all runs to end', look, patienceMs);
  }
}

/** What happened, without the particulars: two histories of one path are one. */
function pathOf({ events }: History): string {
  const steps = (events ?? []).map((event) => [
    event.eventType,
    event.activityTaskScheduledEventAttributes?.activityType?.name,
    (event.activityTaskStartedEventAttributes?.attempt ?? 1) > 1,
    event.workflowExecutionStartedEventAttributes?.workflowType?.name,
    event.activityTaskFailedEventAttributes?.failure?.applicationFailureInfo?.type,
  ]);
  return JSON.stringify(steps);
}

/** Nobody needs to know which process on which machine it was: `pid@host` is in identities and names of sticky queues. */
function withoutOrigin(history: History): string {
  const text = historyToJson(history).replaceAll(projectRoot, '.');
  return `${text.replaceAll(/"\d+@[^"]*"/g, '"worker"')}\n`;
}
