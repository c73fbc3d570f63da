import { parseArgs } from 'node:util';
import { StackError } from '../stack/stack-error.ts';

export interface LauncherArguments {
  /** Exit after the demo. */
  once: boolean;
  noDemo: boolean;
  /** Wipe the data first. */
  fresh: boolean;
  help: boolean;
}

export const usage = `npm start -- [--once] [--no-demo] [--fresh]

  --once      exit after the demo: with 0 only if all of it held
  --no-demo   just the stack
  --fresh     wipe the data of earlier runs first (.lector/data)
  --help      this text

Settings are read from the environment and from .env; .env.example lists them.`;

/** @throws StackError naming an argument that there is not */
export function readArguments(given: readonly string[]): LauncherArguments {
  try {
    const { values } = parseArgs({
      args: [...given],
      options: {
        once: { type: 'boolean', default: false },
        'no-demo': { type: 'boolean', default: false },
        fresh: { type: 'boolean', default: false },
        help: { type: 'boolean', short: 'h', default: false },
      },
    });
    return { once: values.once, noDemo: values['no-demo'], fresh: values.fresh, help: values.help };
  } catch (error) {
    throw new StackError(`${(error as Error).message}\n\n${usage}`);
  }
}
