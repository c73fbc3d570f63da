import { join } from 'node:path';
import { tryLock, type HeldLock } from '../bootstrap/hold-lock.mjs';
import { StackError } from '../stack/stack-error.ts';

/**
 * One launcher at a time in a checkout. The lock of one that was killed counts for nothing.
 *
 * @throws StackError with the process id of the one that has it
 */
export function holdCheckout(runDirectory: string): HeldLock {
  const lock = tryLock(join(runDirectory, 'launcher.lock'));
  if ('release' in lock) return lock;
  throw new StackError(
    `Lector runs here already (process ${lock.heldBy}). Stop that one first (kill ${lock.heldBy}); ` +
      'two can run side by side in two checkouts, with other ports.',
  );
}
