import { createHash, randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { createApiClient, signIn, type ApiClient } from './api-client.ts';
import type { Checks } from './checks.ts';
import type { IngestedBook } from './ingest-samples.ts';

interface Link {
  audiobook_id: string;
  kind: string;
  file_name: string;
  url: string;
}

interface Order {
  id: string;
  status: string;
  total: { amount: number; currency: string };
  links: Link[];
}

export interface Customer {
  email: string;
  password: string;
  client: ApiClient;
}

const patienceMs = 60_000;

/** A new customer for each demo, so that there is always something to buy. */
export async function registerCustomer(apiUrl: string): Promise<Customer> {
  const stamp = new Date().toISOString().replaceAll(/\D/g, '').slice(0, 14);
  const email = `listener-${stamp}@lector.local`;
  const password = 'a quiet evening with a book';
  const guest = createApiClient(apiUrl, null);
  await guest.post('/auth/register', { email, username: `listener-${stamp}`, password });
  return { email, password, client: await signIn(apiUrl, email, password) };
}

export async function buy(client: ApiClient, books: IngestedBook[]): Promise<Order> {
  for (const { id } of books) await client.post('/cart/add', { audiobook_id: id });
  const key = { 'idempotency-key': randomUUID() };
  let order = await client.post<Order>('/checkout', { payment_method: 'pm_card_visa' }, key);
  const deadline = Date.now() + patienceMs;
  while (order.status !== 'fulfilled' && Date.now() < deadline) {
    await sleep(500);
    order = await client.get<Order>(`/orders/${order.id}`);
  }
  return order;
}

/** Downloads every file of the order through its link, as a browser would, and compares. */
export async function checkDownloads(
  order: Order,
  books: IngestedBook[],
  checks: Checks,
  compareWords: boolean,
): Promise<void> {
  for (const { id, book } of books) {
    const links = order.links.filter((link) => link.audiobook_id === id);
    const files = new Map<string, Buffer>();
    for (const link of links) {
      const response = await fetch(link.url);
      if (response.ok) files.set(link.kind, Buffer.from(await response.arrayBuffer()));
    }
    const audio = files.get('audio');
    const isSame = audio !== undefined && sha256(audio) === sha256(await readFile(book.path));
    checks.expect(isSame, `${book.title}: the audio downloads byte for byte`);
    const kinds = ['txt', 'srt', 'vtt', 'json'].filter((kind) => files.has(kind));
    checks.expect(kinds.length === 4, `${book.title}: transcripts as ${kinds.join(', ')}`);
    if (!compareWords) continue;
    const words = (files.get('txt')?.toString('utf8') ?? '').match(/\S+/g) ?? [];
    checks.expect(
      words.join(' ') === book.text,
      `${book.title}: all ${book.words.length} words of the transcript are those that were spoken`,
    );
  }
}

function sha256(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}
