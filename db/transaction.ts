import type { Em } from './orm.config.ts';

declare const transactional: unique symbol;

/** A unit of work inside a transaction. What must not be half done takes this, not an `Em`. */
export type Tx = Em & { readonly [transactional]: true };

/** Runs `work` in one transaction: all of it is committed, or nothing of it. */
export function transact<Result>(em: Em, work: (tx: Tx) => Promise<Result>): Promise<Result> {
  return em.transactional((inner) => work(inner as Tx));
}
