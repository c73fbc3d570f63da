import { describe, expect, it } from '@jest/globals';
import { ResponseCache } from '../../../api/http/response-cache.ts';
import type { ChangeFeed, ChangeListener } from '../../../platform/change-feed.ts';

function cacheWithFeed() {
  const listeners: ChangeListener[] = [];
  const state = { listening: true };
  const feed: ChangeFeed = {
    subscribe: (listener) => listeners.push(listener),
    isListening: () => state.listening,
    [Symbol.asyncDispose]: async () => undefined,
  };
  const cache = new ResponseCache(feed);
  return {
    cache,
    change: (table: string, id: string) =>
      listeners.forEach((listener) => listener.changed({ table, id })),
    lose: () => {
      state.listening = false;
      listeners.forEach((listener) => listener.lost());
    },
    listenAgain: () => {
      state.listening = true;
    },
  };
}

const answer = (text: string, ...shows: string[]) => ({
  body: Buffer.from(text),
  etag: `"${text}"`,
  headers: {},
  shows,
});

describe('ResponseCache', () => {
  it('has what it was given', () => {
    const { cache } = cacheWithFeed();
    cache.keep('a', answer('A'), cache.begin());
    expect(cache.find('a')?.body.toString()).toBe('A');
    expect(cache.find('b')).toBeUndefined();
    expect(cache.figures()).toMatchObject({ entries: 1, hits: 1, misses: 1 });
  });

  it('drops everything when the catalogue changes', () => {
    const { cache, change } = cacheWithFeed();
    cache.keep('a', answer('A', 'book-1'), cache.begin());
    change('audiobooks', 'book-2');
    expect(cache.find('a')).toBeUndefined();
  });

  it('drops what shows a book that was rated, and only that', () => {
    const { cache, change } = cacheWithFeed();
    cache.keep('a', answer('A', 'book-1', 'book-2'), cache.begin());
    cache.keep('b', answer('B', 'book-3'), cache.begin());
    change('rated', 'book-2');
    expect(cache.find('a')).toBeUndefined();
    expect(cache.find('b')?.body.toString()).toBe('B');
  });

  it.each(['audiobooks', 'rated'])('does not keep what was read before a change of %s', (table) => {
    const { cache, change } = cacheWithFeed();
    const begunAt = cache.begin();
    change(table, 'book-1');
    cache.keep('a', answer('A', 'book-1'), begunAt);
    expect(cache.find('a')).toBeUndefined();
  });

  it('keeps nothing while changes are not heard of, and forgets what it had', () => {
    const { cache, lose, listenAgain } = cacheWithFeed();
    cache.keep('a', answer('A'), cache.begin());
    lose();
    cache.keep('b', answer('B'), cache.begin());
    listenAgain();
    expect([cache.find('a'), cache.find('b')]).toEqual([undefined, undefined]);
  });

  it('keeps what shows a book that was only played', () => {
    const { cache, change } = cacheWithFeed();
    cache.keep('a', answer('A', 'book-1'), cache.begin());
    change('played', 'book-1');
    expect(cache.find('a')?.body.toString()).toBe('A');
  });
});
