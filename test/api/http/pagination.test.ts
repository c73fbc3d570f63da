import { describe, expect, it } from '@jest/globals';
import type { Context } from 'koa';
import { presentPage } from '../../../api/http/pagination.ts';

function page(
  number: number,
  count: number,
  query = 'genre=Sci-fi+%26+more',
  publicUrl = 'https://a.example',
) {
  const ctx = { path: '/api/v1/audiobooks', querystring: query } as Context;
  const request = { page: number, page_size: 10 };
  return presentPage(ctx, publicUrl, request, { count, results: ['x'] });
}

const link = (number: number) =>
  `https://a.example/api/v1/audiobooks?genre=Sci-fi+%26+more&page=${number}`;

describe('presentPage', () => {
  it('links the neighbours, in the body and in the header, with the same filters', () => {
    expect(page(2, 25)).toEqual({
      headers: { Link: `<${link(3)}>; rel="next", <${link(1)}>; rel="prev"` },
      body: {
        count: 25,
        next: link(3),
        previous: link(1),
        current_page: 2,
        total_pages: 3,
        results: ['x'],
      },
    });
  });

  it.each([
    ['the first', 1, 25, link(2), null, 3],
    ['the last', 3, 25, null, link(2), 3],
    ['the last, when it is full', 2, 20, null, link(1), 2],
    ['the only one', 1, 1, null, null, 1],
    ['that of an empty list', 1, 0, null, null, 1],
    ['one beyond the end', 9, 25, null, link(3), 3],
  ])('knows %s', (_what, number, count, next, previous, totalPages) => {
    const { body, headers } = page(number, count);
    expect(body).toMatchObject({ next, previous, total_pages: totalPages });
    expect('Link' in headers).toBe(next !== null || previous !== null);
  });

  it('replaces the page that was asked for, and keeps a path that the API is published under', () => {
    const { body } = page(2, 25, 'page=2', 'https://a.example/lector');
    expect(body.next).toBe('https://a.example/lector/api/v1/audiobooks?page=3');
  });
});
