import { readFile } from 'node:fs/promises';
import { beforeAll, describe, expect, it } from '@jest/globals';

describe('the table of the seeds’ endpoints', () => {
  let rows: string[][];
  let served: Set<string>;

  beforeAll(async () => {
    const root = new URL('../../', import.meta.url);
    const table = await readFile(new URL('docs/from-the-seeds.md', root), 'utf8');
    rows = table
      .split('\n')
      .filter((line) => line.startsWith('| ') && !line.startsWith('| ---'))
      .map((line) => line.split(' | ').map((cell) => cell.replaceAll(/^\| | \|$/g, '')));
    const text = await readFile(new URL('docs/openapi.json', root), 'utf8');
    const { paths } = JSON.parse(text) as { paths: Record<string, object> };
    served = new Set(
      Object.entries(paths).flatMap(([path, methods]) =>
        Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
      ),
    );
  });

  it('names only endpoints that there are', () => {
    const named = rows.flatMap(([, lector = '', differs = '']) =>
      Array.from(
        `${lector} ${differs}`.matchAll(/`([A-Z]+ \/api\/v1\/[^`]*)`/g),
        (m) => m[1] ?? '',
      ),
    );
    expect(named.length).toBeGreaterThan(80);
    expect(named.filter((endpoint) => !served.has(endpoint))).toEqual([]);
  });

  it('has three columns everywhere, and says where something is not there', () => {
    expect(rows.filter((row) => row.length !== 3)).toEqual([]);
    const without = rows.filter(([, lector]) => lector === '–');
    for (const [, , differs] of without) expect(differs).toMatch(/^Not there/);
  });
});
