import { describe, expect, it } from '@jest/globals';
import type { Context } from 'koa';
import { z } from 'zod';
import { encodeCursor } from '../../../api/http/cursor.ts';
import { presentCursorPage, readPlace, timestampKey } from '../../../api/http/cursor-page.ts';

const id = (number: number) => `00000000-0000-7000-8000-${String(number).padStart(12, '0')}`;
const ctx = { path: '/api/v1/library', querystring: 'sort=title&page=1' } as Context;

function present(page: number, rows: number[], count = 25) {
  const place = { list: 'library', page, limit: 10, offset: 0, after: null };
  return presentCursorPage(ctx, 'https://a.example', place, {
    count,
    rows,
    keyOf: (row) => ({ value: `title ${row}`, id: id(row) }),
    present: (row) => row * 2,
  });
}

describe('a page that goes on by a cursor', () => {
  it('names the place behind its last row, by cursor and by link', () => {
    const { headers, body } = present(
      2,
      Array.from({ length: 11 }, (_, index) => index),
    );
    const cursor = encodeCursor(['library', 3, 'title 9', id(9)]);
    const next = `https://a.example/api/v1/library?sort=title&page=3&cursor=${cursor}`;
    const previous = 'https://a.example/api/v1/library?sort=title&page=1';
    expect(body).toEqual({
      count: 25,
      next,
      previous,
      current_page: 2,
      total_pages: 3,
      next_cursor: cursor,
      results: [0, 2, 4, 6, 8, 10, 12, 14, 16, 18],
    });
    expect(headers).toEqual({ Link: `<${next}>; rel="next", <${previous}>; rel="prev"` });
    const query = { page: 1, page_size: 10, cursor };
    expect(readPlace(query, 'library', z.string())).toEqual({
      list: 'library',
      page: 3,
      limit: 10,
      offset: 0,
      after: { value: 'title 9', id: id(9) },
    });
  });

  it('ends where there are no more rows', () => {
    for (const rows of [[], [1], Array.from({ length: 10 }, (_, index) => index)]) {
      expect(present(1, rows, rows.length).body).toMatchObject({ next: null, next_cursor: null });
    }
  });

  it('begins after so many rows where there is no cursor', () => {
    expect(readPlace({ page: 3, page_size: 20 }, 'library', timestampKey)).toMatchObject({
      offset: 40,
      after: null,
    });
  });

  it.each([
    ['nonsense', 'nonsense'],
    ['another list', encodeCursor(['favorites', 2, 1, id(1)])],
    ['another kind of key', encodeCursor(['library', 2, 'title', id(1)])],
    ['a time beyond all years', encodeCursor(['library', 2, 9e15, id(1)])],
    ['no id', encodeCursor(['library', 2, 1, 'x'])],
    ['one part more', encodeCursor(['library', 2, 1, id(1), 1])],
    ['a first page', encodeCursor(['library', 1, 1, id(1)])],
  ])('refuses the cursor of %s', (_what, cursor) => {
    expect(() => readPlace({ page: 1, page_size: 20, cursor }, 'library', timestampKey)).toThrow(
      expect.objectContaining({ code: 'validation_failed' }),
    );
  });
});
