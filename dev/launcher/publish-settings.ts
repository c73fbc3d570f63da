import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Leaves the settings of the running stack in `run/settings.env`, for `npm run ops`: only the owner may read it.
 *
 * @returns takes them away again
 */
export function publishSettings(
  runDirectory: string,
  settings: Record<string, string>,
): Disposable {
  const file = join(runDirectory, 'settings.env');
  const lines = Object.entries(settings).map(
    ([name, value]) => `${name}=${JSON.stringify(value)}\n`,
  );
  rmSync(file, { force: true });
  writeFileSync(file, lines.join(''), { mode: 0o600 });
  return { [Symbol.dispose]: () => rmSync(file, { force: true }) };
}
