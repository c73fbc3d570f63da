import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { bundleWorkflowCode, DefaultLogger, Worker } from '@temporalio/worker';
import { quietRuntime } from '../support/temporal-server.ts';
import { historyFromJson } from './history-json.ts';
import { recordedDirectory } from './recorder.ts';

const workflowsPath = join(import.meta.dirname, '../../workflows/index.ts');
const plantedPath = join(import.meta.dirname, 'planted-change.ts');
const logger = new DefaultLogger('ERROR', () => undefined);

/** Histories of today's runs and of those that are under way must go on with tomorrow's code. */
describe('recorded histories (npm run record-histories)', () => {
  let names: string[];

  beforeAll(async () => {
    quietRuntime();
    names = (await readdir(recordedDirectory)).filter((name) => name.endsWith('.json'));
  });

  it('go on with the workflows as they are now', async () => {
    const errors = await replayAll(workflowsPath);
    expect(errors.size).toBe(names.length);
    expect([...errors].filter(([, error]) => error !== undefined)).toEqual([]);
  }, 120_000);

  it('would show a change that they cannot go on with', async () => {
    const errors = await replayAll(plantedPath);
    const caught = [...errors].filter(([, error]) => error?.name === 'DeterminismViolationError');
    const changed = names.filter((name) => /\.(fulfilOrder|transcribeAudio)\./.test(name));
    expect(changed.length).toBeGreaterThan(5);
    expect(caught.map(([name]) => name).sort()).toEqual(changed.sort());
  }, 120_000);

  it('are there for every workflow', async () => {
    const types = new Set(names.map((name) => name.split('.')[1]));
    const workflows = await import('../../workflows/index.ts');
    expect(Object.keys(workflows).filter((type) => !types.has(type))).toEqual([]);
  });

  async function replayAll(path: string): Promise<Map<string, Error | undefined>> {
    const { code } = await bundleWorkflowCode({ workflowsPath: path, logger });
    const histories = await Promise.all(
      names.map(async (name) => ({
        workflowId: name,
        history: historyFromJson(await readFile(join(recordedDirectory, name), 'utf8')),
      })),
    );
    const errors = new Map<string, Error | undefined>();
    const results = Worker.runReplayHistories({ workflowBundle: { code } }, histories);
    for await (const { workflowId, error } of results) errors.set(workflowId, error);
    return errors;
  }
});
