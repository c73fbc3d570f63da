import type { ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { DeathSignal } from '../../bootstrap/bound-command.mjs';
import type { PartContext, RunningPart } from '../part.ts';
import { pollUntil } from '../poll-until.ts';
import { StackError } from '../stack-error.ts';
import type { Account } from './lifeline.ts';
import { endOf, openPartLog, type PartLog } from './part-log.ts';
import { removePartRecord, writePartRecord } from './part-record.ts';
import { signalGroup } from './process-group.ts';
import { restartDelayMs, steadyAfterMs } from './restart-delay.ts';

export interface PartDefinition {
  name: string;
  command: readonly string[];
  environment: NodeJS.ProcessEnv;
  directory?: string;
  account?: Account;
  deathSignal?: DeathSignal;
  stopSignal: 'SIGTERM' | 'SIGINT';
  stopTimeoutMs: number;
  readyTimeoutMs: number;
  /** Runs before each start, the restarts too. */
  beforeStart?: () => Promise<void>;
  /** Asked again and again; `output` is what this run has written so far. */
  isReady: (output: string) => Promise<boolean> | boolean;
}

interface Run {
  child: ChildProcess;
  log: PartLog;
  startedAt: number;
  /** Settles with words such as `with code 1` or `by SIGKILL`. */
  ended: Promise<string>;
  hasEnded: boolean;
}

/** One process of the stack: started, seen ready, started again when it dies, stopped. */
export class PartProcess implements RunningPart {
  readonly name: string;
  readonly #definition: PartDefinition;
  readonly #context: PartContext;
  readonly #stopping = new AbortController();
  readonly #signal: AbortSignal;
  #run: Run | undefined;
  #supervision: Promise<void> | undefined;
  #stopped: Promise<void> | undefined;

  private constructor(definition: PartDefinition, context: PartContext) {
    this.name = definition.name;
    this.#definition = definition;
    this.#context = context;
    this.#signal = AbortSignal.any([context.signal, this.#stopping.signal]);
  }

  /**
   * Starts it and waits until it is ready.
   *
   * @throws StackError with the end of its log when it ends or is not ready in time
   */
  static async start(definition: PartDefinition, context: PartContext): Promise<PartProcess> {
    const part = new PartProcess(definition, context);
    await part.#start();
    part.#supervision = part.#supervise();
    return part;
  }

  get pid(): number | undefined {
    return this.#run?.hasEnded === false ? this.#run.child.pid : undefined;
  }

  stop(): Promise<void> {
    this.#stopped ??= this.#stop();
    return this.#stopped;
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.stop();
  }

  async #start(): Promise<void> {
    await this.#definition.beforeStart?.();
    this.#signal.throwIfAborted();
    const run = this.#spawn();
    this.#run = run;
    try {
      const failure = await this.#waitUntilReady(run);
      if (failure === undefined) return;
      throw new StackError(
        `${this.name} ${failure}. The end of ${run.log.path}:\n${endOf(run.log.text())}`,
      );
    } catch (error) {
      await this.#end(run);
      removePartRecord(this.#context.runDirectory, this.name);
      throw error;
    }
  }

  #spawn(): Run {
    const { lifeline, runDirectory, logDirectory } = this.#context;
    const log = openPartLog(join(logDirectory, `${this.name}.log`));
    const child = lifeline.spawn({ ...this.#definition, stdio: ['ignore', log.fd, log.fd] });
    const ended = new Promise<string>((resolve) => {
      child.once('error', (error) => resolve(`(${error.message})`));
      child.once('exit', (code, signal) => resolve(signal ? `by ${signal}` : `with code ${code}`));
    });
    const run = { child, log, startedAt: performance.now(), ended, hasEnded: false };
    void ended.then(() => {
      run.hasEnded = true;
      log.close();
    });
    if (child.pid !== undefined) writePartRecord(runDirectory, { name: this.name, pid: child.pid });
    return run;
  }

  /** @returns what went wrong, if anything did */
  async #waitUntilReady(run: Run): Promise<string | undefined> {
    const { isReady, readyTimeoutMs } = this.#definition;
    const settled = new AbortController();
    const signal = AbortSignal.any([this.#signal, settled.signal]);
    const answer = pollUntil(() => isReady(run.log.text()), { timeoutMs: readyTimeoutMs, signal });
    try {
      return await Promise.race([
        run.ended.then((how) => `ended ${how} before it was ready`),
        answer.then((ok) => (ok ? undefined : `was not ready within ${readyTimeoutMs / 1000} s`)),
      ]);
    } finally {
      settled.abort();
      // It is over one way or the other; that its asking was cut short is no news.
      answer.catch(() => {});
    }
  }

  async #supervise(): Promise<void> {
    let deaths = 0;
    for (;;) {
      const run = this.#run;
      const how = await run?.ended;
      if (this.#signal.aborted) return;
      const lastedMs = run === undefined ? 0 : performance.now() - run.startedAt;
      deaths = lastedMs > steadyAfterMs ? 1 : deaths + 1;
      const waitMs = restartDelayMs(deaths);
      this.#context.report(`${this.name} ended ${how}; it is started again in ${waitMs / 1000} s`);
      if (!(await this.#restartAfter(waitMs))) return;
    }
  }

  /** @returns false when it is to stop instead */
  async #restartAfter(waitMs: number): Promise<boolean> {
    try {
      await delay(waitMs, undefined, { signal: this.#signal });
      const startedAt = performance.now();
      await this.#start();
      const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
      this.#context.report(`${this.name} is back, ready in ${seconds} s`);
    } catch (error) {
      if (this.#signal.aborted) return false;
      this.#context.report(error instanceof Error ? error.message : String(error));
    }
    return true;
  }

  async #stop(): Promise<void> {
    this.#stopping.abort();
    if (this.#run) await this.#end(this.#run);
    await this.#supervision;
    removePartRecord(this.#context.runDirectory, this.name);
  }

  async #end(run: Run): Promise<void> {
    const { stopSignal, stopTimeoutMs } = this.#definition;
    const { pid } = run.child;
    if (run.hasEnded || pid === undefined) return;
    run.child.kill(stopSignal);
    const hasEnded = await Promise.race([
      run.ended.then(() => true),
      delay(stopTimeoutMs, false, { ref: false }),
    ]);
    if (hasEnded) return;
    signalGroup(pid, 'SIGKILL');
    await run.ended;
  }
}
