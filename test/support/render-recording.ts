import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { RenderedToneBook } from '../../dev/tone/render-tone-book.ts';
import type { ToneBook } from '../../dev/tone/tone-book.ts';

/** Tone-coded audio as `renderToneBook` makes it, in a thread. */
export async function renderRecording(book: ToneBook): Promise<RenderedToneBook> {
  const thread = new Worker(new URL('render-in-thread.ts', import.meta.url), { workerData: book });
  const [rendered] = (await once(thread, 'message')) as [RenderedToneBook];
  await thread.terminate();
  return rendered;
}
