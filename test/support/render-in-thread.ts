import { parentPort, workerData } from 'node:worker_threads';
import { renderToneBook } from '../../dev/tone/render-tone-book.ts';
import type { ToneBook } from '../../dev/tone/tone-book.ts';

// Runs in a thread of its own, outside of jest's sandbox, in which arithmetic takes ten times as long.
parentPort?.postMessage(await renderToneBook(workerData as ToneBook));
