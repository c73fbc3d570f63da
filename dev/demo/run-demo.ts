import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeSampleBooks } from '../samples/make-sample-books.ts';
import { signIn, createApiClient } from './api-client.ts';
import { buy, checkDownloads, registerCustomer } from './buy-samples.ts';
import { Checks } from './checks.ts';
import type { DemoOptions, DemoResult } from './demo-result.ts';
import { findMail } from './find-mail.ts';
import { ingestSample, type IngestedBook } from './ingest-samples.ts';
import { ProgressDisplay } from './progress-display.ts';

/** The main job, from the upload to the downloads, over REST alone: what any client could do. */
export async function runDemo(options: DemoOptions): Promise<DemoResult> {
  const { apiUrl, print, adminEmail, adminPassword, aiIsStandIn } = options;
  const checks = new Checks(print);
  print('\nDemo: sample audiobooks are uploaded, ingested, published and bought.\n');
  const books = await makeSampleBooks(join(tmpdir(), 'lector-samples'));
  const minutes = books.map(
    (book) => `${book.title} (${Math.round(book.durationSeconds / 60)} min ${book.format})`,
  );
  print(`  Tone-coded recordings, made here: ${minutes.join(', ')}`);
  if (!aiIsStandIn) {
    print('  A real AI answers, which cannot read tones: transcripts will not be compared.');
  }

  const admin = await signIn(apiUrl, adminEmail, adminPassword);
  const display = new ProgressDisplay(print);
  const ingested = await Promise.all(books.map((book) => ingestSample(admin, book, display)));
  print('');
  for (const one of ingested) await checkPublished(one, apiUrl, checks);

  const { email, password, client } = await registerCustomer(apiUrl);
  const [first] = ingested;
  const refused = await client.status(`/audiobooks/${first?.id}/transcript`);
  checks.expect(refused === 403, `Who has not bought a book gets no transcript (${refused})`);
  const order = await buy(client, ingested);
  checks.expect(order.status === 'fulfilled', `The order is ${order.status}`);
  await checkDownloads(order, ingested, checks, aiIsStandIn);
  if (options.inboxUrl !== undefined) {
    const mail = await findMail(options.inboxUrl, email, order.id);
    checks.expect(mail !== null, `The receipt arrived: ${mail?.subject ?? 'no mail'}`);
  }

  print(`\n  ${checks.passed} of ${checks.passed + checks.failed} checks hold.`);
  print(`  The customer of this demo: ${email} / ${password}`);
  if (options.temporalUiUrl)
    print(`  Its workflows: ${options.temporalUiUrl}/namespaces/default/workflows\n`);
  return { ok: checks.allHold };
}

async function checkPublished(one: IngestedBook, apiUrl: string, checks: Checks): Promise<void> {
  const { id, book, ingestion } = one;
  const cause = ingestion.error ? `: ${ingestion.error.code}, ${ingestion.error.detail}` : '';
  checks.expect(ingestion.status === 'published', `${book.title} is ${ingestion.status}${cause}`);
  if (ingestion.status !== 'published') return;
  const guest = createApiClient(apiUrl, null);
  const shown = await guest.get<{ summary: string; tags: string[] }>(`/audiobooks/${id}`);
  const oneParagraph = shown.summary !== '' && !shown.summary.includes('\n');
  checks.expect(
    oneParagraph && shown.tags.length === 3,
    `${book.title}: one paragraph, tags ${shown.tags.join(', ')}`,
  );
}
