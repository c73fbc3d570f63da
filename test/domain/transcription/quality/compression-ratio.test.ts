import { deflateSync } from 'node:zlib';
import { describe, expect, it } from '@jest/globals';
import { compressionRatio } from '../../../../domain/transcription/quality/compression-ratio.ts';
import { japaneseProse, prose } from '../support/prose.ts';

function zlibRatio(text: string): number {
  return Buffer.byteLength(text) / deflateSync(text).length;
}

describe('compressionRatio', () => {
  it.each([
    ['prose', prose.slice(0, 1000)],
    ['half a page', prose.slice(0, 500)],
    [
      'a sentence said over and over',
      'And then he went down to the river again. '.repeat(20).trim(),
    ],
    [
      'prose that ends in a loop',
      `${prose.slice(0, 500)}${' I do not know what to say.'.repeat(15)}`,
    ],
  ])('is what zlib makes of %s, within a twentieth', (_what, text) => {
    const ratio = compressionRatio(text) / zlibRatio(text);
    expect(ratio).toBeGreaterThan(0.95);
    expect(ratio).toBeLessThan(1.05);
  });

  it.each([
    ['prose', prose],
    ['prose of many pages', Array.from({ length: 5 }, () => prose).join('')],
    ['Japanese prose', japaneseProse],
    ['a short answer', 'Yes. Yes. Yes.'],
    ['nothing', ''],
  ])('stays under Whisper’s limit for %s', (_what, text) => {
    expect(compressionRatio(text)).toBeLessThan(2.4);
  });

  it.each([
    ['a loop', 'Thank you. '.repeat(30)],
    ['a loop in the middle of pages', prose + ' the sea, the sea,'.repeat(40) + prose],
    ['a loop of signs', japaneseProse + '御視聴ありがとう。'.repeat(40)],
    ['a paragraph that is given again and again', prose.slice(0, 250).repeat(4)],
  ])('is over it for %s', (_what, text) => {
    expect(compressionRatio(text)).toBeGreaterThan(2.4);
  });
});
