import { homedir } from 'node:os';
import { join } from 'node:path';

/** `$XDG_CACHE_HOME/lector`, or under `~/.cache`. Shared by all checkouts of the user. */
export function cacheDirectory(environment: NodeJS.ProcessEnv): string {
  const base = environment['XDG_CACHE_HOME'] || join(environment['HOME'] || homedir(), '.cache');
  return join(base, 'lector');
}
