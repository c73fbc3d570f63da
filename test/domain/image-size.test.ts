import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { isDecodable, readImageSize } from '../../domain/image-size.ts';

const bytes = (...parts: (string | number[])[]) =>
  Buffer.concat(parts.map((part) => Buffer.from(part as string, 'latin1')));

const png = (width: number, height: number) => {
  const sides = Buffer.alloc(8);
  sides.writeUInt32BE(width, 0);
  sides.writeUInt32BE(height, 4);
  return Buffer.concat([bytes('\x89PNG\r\n\x1a\n', [0, 0, 0, 13], 'IHDR'), sides]);
};

const jpeg = (width: number, height: number) => {
  const frame = Buffer.from([0xff, 0xc2, 0, 17, 8, 0, 0, 0, 0, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
  frame.writeUInt16BE(height, 5);
  frame.writeUInt16BE(width, 7);
  const metadata = Buffer.concat([bytes([0xff, 0xe1, 0x40, 0x02]), Buffer.alloc(0x4000, 0xff)]);
  const huffman = bytes([0xff, 0xc4, 0, 4, 9, 9, 0xff]);
  return Buffer.concat([bytes([0xff, 0xd8]), metadata, huffman, frame]);
};

const riff = (chunk: string, rest: number[]) =>
  bytes('RIFF', [0, 0, 0, 0], 'WEBP', chunk, [0, 0, 0, 0], rest);

describe('readImageSize', () => {
  it.each([
    ['a PNG', 'png', png(800, 600), { width: 800, height: 600 }],
    ['a progressive JPEG behind metadata', 'jpeg', jpeg(1200, 900), { width: 1200, height: 900 }],
    [
      'a lossy WebP',
      'webp',
      riff('VP8 ', [0, 0, 0, 0x9d, 1, 0x2a, 0x20, 3, 0x58, 2]),
      { width: 800, height: 600 },
    ],
    [
      'a lossless WebP',
      'webp',
      riff('VP8L', [0x2f, 0x1f, 0xc3, 0x95, 0]),
      { width: 800, height: 600 },
    ],
    [
      'an extended WebP',
      'webp',
      riff('VP8X', [0, 0, 0, 0, 0x1f, 3, 0, 0x57, 2, 0]),
      { width: 800, height: 600 },
    ],
    ['a JPEG that never says', 'jpeg', bytes([0xff, 0xd8, 0xff, 0xda, 0, 2]), null],
    ['a PNG that ends early', 'png', bytes('\x89PNG\r\n\x1a\n'), null],
  ] as const)('reads %s', (_, format, head, size) => {
    expect(readImageSize(head, format)).toEqual(size);
  });

  it('ends with whatever it is given', () => {
    const format = fc.constantFrom('png', 'jpeg', 'webp' as const);
    const head = fc.uint8Array({ maxLength: 200 });
    fc.assert(
      fc.property(format, head, (kind, noise) => {
        const start = kind === 'jpeg' ? bytes([0xff, 0xd8, 0xff]) : riff('VP8X', []);
        const size = readImageSize(Buffer.concat([start, noise]), kind);
        expect(size === null || size.width >= 0).toBe(true);
      }),
    );
  });
});

describe('isDecodable', () => {
  it.each([
    [800, 800, true],
    [6000, 8000, true],
    [10_000, 10_000, false],
    [20_000, 10, false],
    [0, 100, false],
  ])('%i × %i: %s', (width, height, decodable) => {
    expect(isDecodable({ width, height })).toBe(decodable);
  });
});
