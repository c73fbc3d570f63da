import { mkdirSync } from 'node:fs';
import { readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readMessage, withEnvelope, type Envelope, type Message } from './message.ts';

const extension = '.eml';

/** The caught mails, each a file of the directory; they are read once and then kept in memory. */
export class MessageStore {
  readonly #directory: string;
  readonly #messages = new Map<string, Message>();
  #added = 0;

  private constructor(directory: string) {
    this.#directory = directory;
  }

  static async open(directory: string): Promise<MessageStore> {
    mkdirSync(directory, { recursive: true });
    const store = new MessageStore(directory);
    for (const file of await readdir(directory)) {
      if (!file.endsWith(extension)) continue;
      const id = file.slice(0, -extension.length);
      store.#messages.set(id, await readMessage(id, await readFile(join(directory, file))));
    }
    return store;
  }

  /** When it returns, the mail is in its file under its name: not even kill -9 loses it. */
  async add(envelope: Envelope, mail: Buffer): Promise<Message> {
    this.#added += 1;
    const id = `${Date.now()}-${String(this.#added).padStart(6, '0')}`;
    const stored = withEnvelope(envelope, mail);
    const message = await readMessage(id, stored);
    const path = this.#path(id);
    await writeFile(`${path}.new`, stored);
    await rename(`${path}.new`, path);
    this.#messages.set(id, message);
    return message;
  }

  /** Newest first. With `recipient` just those that went to that address. */
  list(recipient?: string): Message[] {
    const wanted = recipient?.toLowerCase();
    return [...this.#messages.values()]
      .filter(({ to }) => wanted === undefined || to.toLowerCase().split(', ').includes(wanted))
      .sort((one, other) => (one.id < other.id ? 1 : -1));
  }

  get(id: string): Message | undefined {
    return this.#messages.get(id);
  }

  async clear(): Promise<void> {
    const ids = [...this.#messages.keys()];
    await Promise.all(ids.map((id) => rm(this.#path(id), { force: true })));
    for (const id of ids) this.#messages.delete(id);
  }

  #path(id: string): string {
    return join(this.#directory, id + extension);
  }
}
