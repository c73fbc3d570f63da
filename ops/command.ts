import type { ParseArgsConfig } from 'node:util';
import type { Deps } from '../platform/deps.ts';

export type OptionValues = Record<string, string | boolean | undefined>;

/** One of the operators' commands. */
export interface Command {
  usage: string;
  summary: string;
  options: NonNullable<ParseArgsConfig['options']>;
  /** @returns the exit code */
  run(deps: Deps, values: OptionValues, positionals: string[]): Promise<number>;
}

/** Something that the operator asked for and cannot have; said in one line, without a stack. */
export class CommandError extends Error {}
