import pg from 'pg';

const { builtins } = pg.types;

/**
 * How values arrive from Postgres. Times become Dates, so that the query builder's plain rows hold what their types
 * say; dates stay text (`2026-11-21`), because a calendar day has no time zone.
 */
export function getTypeParser(oid: number, format?: 'text' | 'binary') {
  if (oid === builtins.DATE) return (text: string) => text;
  return pg.types.getTypeParser(oid, format);
}
