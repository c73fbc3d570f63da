import pg from 'pg';

/** OIDs of types. Source: PostgreSQL's pg_type.dat. */
const dateOid = 1082;
const int8Oid = 20;

/**
 * How values arrive from Postgres, so that the query builder's plain rows hold what their types say: times as Dates,
 * 64-bit integers as numbers (ours count bytes, rows and micro-dollars, all far below 2^53); dates stay text
 * (`2026-11-21`), because a calendar day has no time zone.
 */
export function getTypeParser(oid: number, format?: 'text' | 'binary') {
  if (oid === dateOid) return (text: string) => text;
  if (oid === int8Oid) return Number;
  return pg.types.getTypeParser(oid, format);
}
