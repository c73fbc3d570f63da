import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { LectorFailure } from '../../domain/failure.ts';
import type { Storage } from '../storage.ts';

/** A recording on local disk; it stays there until everyone who holds it has let go. */
export interface HeldSource extends AsyncDisposable {
  path: string;
  sizeBytes: number;
  /** Lower-case hex. */
  sha256: string;
}

interface LocalSource {
  path: string;
  sizeBytes: number;
  sha256: string;
}

interface Entry {
  download: Promise<LocalSource>;
  abort: AbortController;
  holders: number;
  lastUsed: number;
  sizeBytes: number;
}

interface SourceCacheOptions {
  storage: Storage;
  directory: string;
  /** Unused recordings beyond this size are dropped, the least recently used first. */
  maxBytes: number;
}

/**
 * Recordings that this worker works on, each downloaded once however many steps need it: ffmpeg opens local files
 * only. Every process has a folder of its own, and removes those of processes that are gone.
 */
export class SourceCache {
  readonly #storage: Storage;
  readonly #root: string;
  readonly #directory: string;
  readonly #maxBytes: number;
  readonly #entries = new Map<string, Entry>();
  #clock = 0;

  constructor({ storage, directory, maxBytes }: SourceCacheOptions) {
    this.#storage = storage;
    this.#root = directory;
    this.#directory = join(directory, `worker-${process.pid}`);
    this.#maxBytes = maxBytes;
  }

  /** @throws LectorFailure `source_missing` when there is no such object */
  async hold(key: string, signal: AbortSignal): Promise<HeldSource> {
    const entry = this.#entries.get(key) ?? this.#startDownload(key);
    entry.holders += 1;
    entry.lastUsed = this.#clock += 1;
    try {
      const source = await untilAborted(entry.download, signal);
      return { ...source, [Symbol.asyncDispose]: () => this.#release(key, entry) };
    } catch (error) {
      await this.#release(key, entry);
      throw error;
    }
  }

  /** A place for a step's own files; the one who asks for it removes it. */
  async scratchFile(name: string): Promise<string> {
    await mkdir(this.#directory, { recursive: true });
    return join(this.#directory, name);
  }

  async removeLeftovers(): Promise<void> {
    const names = await readdir(this.#root).catch(() => []);
    const stale = names.filter((name) => {
      const pid = /^worker-(\d+)$/.exec(name)?.[1];
      return pid !== undefined && Number(pid) !== process.pid && !isRunning(Number(pid));
    });
    await Promise.all(stale.map((name) => remove(join(this.#root, name))));
  }

  async close(): Promise<void> {
    for (const entry of this.#entries.values()) entry.abort.abort();
    await Promise.allSettled([...this.#entries.values()].map((entry) => entry.download));
    this.#entries.clear();
    await remove(this.#directory);
  }

  #startDownload(key: string): Entry {
    const abort = new AbortController();
    const download = this.#download(key, abort.signal);
    const entry: Entry = { download, abort, holders: 0, lastUsed: 0, sizeBytes: 0 };
    this.#entries.set(key, entry);
    download.then(
      (source) => (entry.sizeBytes = source.sizeBytes),
      () => this.#forget(key, entry),
    );
    return entry;
  }

  async #download(key: string, signal: AbortSignal): Promise<LocalSource> {
    const object = await this.#storage.head(key);
    if (!object) throw new LectorFailure('source_missing', `There is no object ${key}.`);
    const name = createHash('sha256').update(key).digest('hex');
    const path = await this.scratchFile(name);
    const hash = createHash('sha256');
    let sizeBytes = 0;
    const measure = new Transform({
      transform(chunk: Buffer, _encoding, done) {
        hash.update(chunk);
        sizeBytes += chunk.length;
        done(null, chunk);
      },
    });
    const body = await this.#storage.get(key, { signal });
    await pipeline(body, measure, createWriteStream(`${path}.part`), { signal });
    await rename(`${path}.part`, path);
    return { path, sizeBytes, sha256: hash.digest('hex') };
  }

  async #release(key: string, entry: Entry): Promise<void> {
    entry.holders -= 1;
    if (entry.holders > 0) return;
    if (entry.sizeBytes === 0) {
      // Nobody waits for the download any more.
      entry.abort.abort();
      this.#forget(key, entry);
      return;
    }
    await this.#evict();
  }

  #forget(key: string, entry: Entry): void {
    if (this.#entries.get(key) === entry) this.#entries.delete(key);
  }

  async #evict(): Promise<void> {
    const all = [...this.#entries].sort(([, a], [, b]) => a.lastUsed - b.lastUsed);
    let totalBytes = all.reduce((sum, [, entry]) => sum + entry.sizeBytes, 0);
    for (const [key, entry] of all) {
      if (totalBytes <= this.#maxBytes) return;
      if (entry.holders > 0 || entry.sizeBytes === 0) continue;
      totalBytes -= entry.sizeBytes;
      this.#forget(key, entry);
      await remove((await entry.download).path);
    }
  }
}

function untilAborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  const { promise: aborted, reject } = Promise.withResolvers<never>();
  const onAbort = () => reject(signal.reason as Error);
  if (signal.aborted) onAbort();
  signal.addEventListener('abort', onAbort, { once: true });
  return Promise.race([promise, aborted]).finally(() =>
    signal.removeEventListener('abort', onAbort),
  );
}

async function remove(path: string): Promise<void> {
  await rm(path, { recursive: true, force: true });
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
