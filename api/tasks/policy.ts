import { Problem } from '../http/problem.ts';

/** What is another's is to the caller as if there were no such thing. */
export function requireOwn<Found>(found: Found | null | undefined): Found {
  if (found === null || found === undefined) throw new Problem('not_found');
  return found;
}
