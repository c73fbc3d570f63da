import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { recordedDirectory } from './recorder.ts';
import { historyFromJson } from './history-json.ts';
import { listPayloads } from './list-payloads.ts';

const maxPayloadBytes = 10_000;

/** Whatever is in a history can be read by all who see the Temporal UI, for as long as it is kept. */
const forbidden = {
  'a mail address': /[\w.+-]+@[\w-]+\.[\w.]+/,
  'a presigned link': /X-Amz-(Signature|Credential)|https?:\/\/[^"\s]*\?/,
  'a token': /\beyJ[\w-]+\.|\b(Bearer|sk-)\s?[\w-]{8,}/,
  // No payload is longer prose than a title and a cause.
  'a transcript': /(?:\b\p{L}{1,12}\b[ ,.]+){25}/u,
};

describe('what recorded histories carry', () => {
  it('is references: no payload over 10 kB, no text, no link, no token, no mail address', async () => {
    const found: string[] = [];
    let largestBytes = 0;
    for (const name of await readdir(recordedDirectory)) {
      const history = historyFromJson(await readFile(join(recordedDirectory, name), 'utf8'));
      for (const payload of listPayloads(history)) {
        largestBytes = Math.max(largestBytes, payload.length);
        for (const [what, pattern] of Object.entries(forbidden)) {
          if (pattern.test(payload)) found.push(`${name}: ${what} in ${payload.slice(0, 200)}`);
        }
      }
    }
    expect(found).toEqual([]);
    expect(largestBytes).toBeGreaterThan(0);
    expect(largestBytes).toBeLessThanOrEqual(maxPayloadBytes);
  });

  it('would be noticed otherwise', () => {
    const secrets = [
      'buyer@example.org',
      'http://s3/book?X-Amz-Signature=00',
      'eyJhbGciOiJF.e30.x',
      Array.from({ length: 30 }, () => 'word').join(' '),
    ];
    for (const [index, pattern] of Object.values(forbidden).entries()) {
      expect(secrets[index]).toMatch(pattern);
    }
  });
});
