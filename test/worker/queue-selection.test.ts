import { describe, expect, it } from '@jest/globals';
import { selectQueues } from '../../worker/queue-selection.ts';

describe('--queues', () => {
  it('means all without it, and in any order those that it names', () => {
    expect(selectQueues([])).toEqual(['orchestration', 'media', 'ai', 'fulfilment']);
    expect(selectQueues(['--queues', 'ai, media'])).toEqual(['media', 'ai']);
    expect(selectQueues(['--queues=fulfilment,fulfilment'])).toEqual(['fulfilment']);
  });

  it.each(['video', 'ai,video', ''])('refuses “%s”, and says what there is', (queues) => {
    expect(() => selectQueues(['--queues', queues])).toThrow(
      /orchestration, media, ai, fulfilment/,
    );
  });

  it('refuses options that there are not', () => {
    expect(() => selectQueues(['--queue', 'ai'])).toThrow(/--queue/);
  });
});
