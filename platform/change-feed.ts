import pg from 'pg';
import type { Logger } from './logger.ts';

const channel = 'lector_changes';
const retryMs = 1000;
/** A connection that died without a word is noticed by a question that gets no answer. */
const questionEveryMs = 5000;
const answerWithinMs = 5000;

/**
 * What of the catalogue has changed: the table and the row's id. `rated` and `played` stand for an audiobook's ratings
 * and play count alone; without an id, all of it.
 */
export interface Change {
  table: string;
  id: string;
}

export interface ChangeListener {
  /** From now on every change is heard. */
  hearing?(): void;
  changed(change: Change): void;
  /** From now on changes are missed. */
  lost(): void;
}

/** Hears of every change that any process commits, through Postgres LISTEN/NOTIFY. */
export interface ChangeFeed extends AsyncDisposable {
  subscribe(listener: ChangeListener): void;
  /** False while changes may be missed. */
  isListening(): boolean;
}

/** Connects at once, and again for as long as it is not disposed of. */
export function createChangeFeed(databaseUrl: string, log: Logger): ChangeFeed {
  const listeners: ChangeListener[] = [];
  let client: pg.Client | null = null;
  let listening = false;
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;

  async function connect(): Promise<void> {
    const fresh = new pg.Client({
      connectionString: databaseUrl,
      keepAlive: true,
      query_timeout: answerWithinMs,
      connectionTimeoutMillis: answerWithinMs,
    });
    client = fresh;
    fresh.on('error', (error) => lose(fresh, error));
    fresh.on('end', () => lose(fresh, new Error('The connection was closed')));
    fresh.on('notification', ({ payload = '' }) => {
      const [table = '', id = ''] = payload.split(':');
      for (const listener of listeners) listener.changed({ table, id });
    });
    try {
      await fresh.connect();
      await fresh.query(`listen ${channel}`);
      if (stopped) return;
      listening = true;
      for (const listener of listeners) listener.hearing?.();
      ask(fresh);
    } catch (error) {
      lose(fresh, error);
    }
  }

  function ask(of: pg.Client): void {
    timer = setTimeout(() => {
      of.query('select 1').then(
        () => of === client && ask(of),
        (error: unknown) => lose(of, error),
      );
    }, questionEveryMs);
    timer.unref();
  }

  function lose(lost: pg.Client, error: unknown): void {
    if (lost !== client) return;
    client = null;
    if (listening) for (const listener of listeners) listener.lost();
    listening = false;
    clearTimeout(timer);
    lost.end().catch(() => undefined);
    if (stopped) return;
    log.warn({ err: error }, 'not hearing of changes; trying again');
    timer = setTimeout(() => void connect(), retryMs);
    timer.unref();
  }

  void connect();
  return {
    subscribe: (listener) => listeners.push(listener),
    isListening: () => listening,
    [Symbol.asyncDispose]: async () => {
      stopped = true;
      clearTimeout(timer);
      const last = client;
      client = null;
      await last?.end().catch(() => undefined);
    },
  };
}
