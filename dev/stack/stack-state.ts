import { join } from 'node:path';
import { cacheDirectory } from '../tools/cache-directory.ts';
import { ensureFfmpeg } from '../tools/find-ffmpeg.ts';
import { migrate } from './migrate.ts';
import type { PartName } from './part-names.ts';
import type { PartContext, RunningPart } from './part.ts';
import { Lifeline } from './process/lifeline.ts';
import { startPart, type StackPlan } from './start-part.ts';

export interface StackStateOptions {
  directory: string;
  environment: NodeJS.ProcessEnv;
  plan: StackPlan;
  report: (line: string) => void;
  signal: AbortSignal;
}

/** What of a stack runs already, and what it provides so far to the parts that come after. */
export class StackState {
  readonly parts = new Map<PartName, RunningPart>();
  /** Settings by their names in the environment. */
  readonly provided: Record<string, string> = {};
  readonly #options: StackStateOptions;
  readonly #lifeline: Lifeline;
  #stopped: Promise<void> | undefined;

  constructor(options: StackStateOptions) {
    this.#options = options;
    this.#lifeline = new Lifeline(options.environment);
    if (this.#lifeline.isKernelBound) return;
    options.report(
      'there is no setpriv (util-linux): just a shell sees to it that the parts end with this process',
    );
  }

  async start(name: PartName): Promise<void> {
    const startedAt = performance.now();
    const { part, at, provides } = await startPart[name](this.#options.plan, this.#context());
    this.parts.set(name, part);
    Object.assign(this.provided, provides);
    const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
    this.#options.report(`${name} ready in ${seconds} s: ${at}`);
  }

  migrate(): Promise<void> {
    return migrate(this.#context());
  }

  ensureFfmpeg(): Promise<void> {
    return ensureFfmpeg(this.#context());
  }

  /** The API and the worker first: they finish what they do with the help of the rest. */
  stop(): Promise<void> {
    this.#stopped ??= this.#stop();
    return this.#stopped;
  }

  async #stop(): Promise<void> {
    await Promise.all([this.parts.get('api')?.stop(), this.parts.get('worker')?.stop()]);
    await Promise.all([...this.parts.values()].map((part) => part.stop()));
    await this.#lifeline.close();
  }

  #context(): PartContext {
    const { directory, environment, report, signal } = this.#options;
    return {
      dataDirectory: join(directory, 'data'),
      logDirectory: join(directory, 'logs'),
      runDirectory: join(directory, 'run'),
      lifeline: this.#lifeline,
      environment: {
        // Spares a fifth of the start of the Node parts.
        NODE_COMPILE_CACHE: join(cacheDirectory(environment), 'compiled'),
        ...environment,
        ...this.provided,
      },
      report,
      signal,
    };
  }
}
