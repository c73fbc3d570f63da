import type { Client } from './client.ts';

export interface Page<Item> {
  count: number;
  next: string | null;
  previous: string | null;
  current_page: number;
  total_pages: number;
  next_cursor: string | null;
  results: Item[];
}

/** Follows `next` to the end of a list. @param between runs after each page */
export async function readPages<Item>(
  client: Client,
  path: string,
  between: () => Promise<unknown> = async () => undefined,
): Promise<Item[]> {
  const items: Item[] = [];
  for (let next: string | null = path; next !== null;) {
    const { status, body }: { status: number; body: Page<Item> } = await client.get(next);
    if (status !== 200) throw new Error(`${next} answered ${status}: ${JSON.stringify(body)}`);
    items.push(...body.results);
    next = body.next?.split('/api/v1')[1] ?? null;
    await between();
  }
  return items;
}
