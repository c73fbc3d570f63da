import { availableParallelism } from 'node:os';
import { describe, expect, it } from '@jest/globals';
import { discard, MediaToolError, runMediaTool } from '../../../platform/media/run-tool.ts';

/** A minute of work at the pace of the clock. */
const slow = ['-nostdin', '-v', 'error', '-re', '-f', 'lavfi', '-i', 'anullsrc', '-t', '60'];
const toNowhere = ['-f', 'null', '-'];

function run(args: string[], signal: AbortSignal) {
  return runMediaTool('ffmpeg', [...args, ...toNowhere], { signal, consume: discard });
}

describe('a media tool', () => {
  it('is killed when aborted, and one that waits for a core leaves at once', async () => {
    const running = new AbortController();
    const waiting = new AbortController();
    const all = Array.from({ length: availableParallelism() }, () => run(slow, running.signal));
    const last = run(slow, waiting.signal);
    const reasons = Promise.allSettled(all);
    const startedAt = performance.now();
    waiting.abort(new Error('left'));
    await expect(last).rejects.toThrow('left');
    running.abort(new Error('stopped'));
    for (const end of await reasons) {
      expect(end).toMatchObject({ status: 'rejected', reason: { message: 'stopped' } });
    }
    expect(performance.now() - startedAt).toBeLessThan(10_000);
  });

  it('says what went wrong', async () => {
    const { signal } = new AbortController();
    const failed = run(['-v', 'error', '-i', '/no/such/file'], signal);
    await expect(failed).rejects.toThrow(MediaToolError);
    await expect(failed).rejects.toThrow(/No such file/);
  });
});
