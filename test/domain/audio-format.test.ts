import { describe, expect, it } from '@jest/globals';
import { sniffAudioFormat } from '../../domain/audio-format.ts';

function head(...parts: (string | number[])[]): Uint8Array {
  const bytes = parts.flatMap((part) =>
    typeof part === 'string' ? [...part].map((letter) => letter.charCodeAt(0)) : part,
  );
  return Uint8Array.from([...bytes, ...Array<number>(16).fill(0)]);
}

describe('sniffAudioFormat', () => {
  it.each([
    ['mp3', head('ID3', [4, 0])],
    ['mp3', head([0xff, 0xfb, 0x90, 0x64])],
    ['mp3', head([0xff, 0xf3, 0x84, 0xc4])],
    ['aac', head([0xff, 0xf1, 0x50, 0x80])],
    ['aac', head([0xff, 0xf9, 0x50, 0x80])],
    ['flac', head('fLaC', [0, 0])],
    ['ogg', head('OggS', [0, 2])],
    ['wav', head('RIFF', [0, 0, 0, 0], 'WAVE')],
    ['m4b', head([0, 0, 0, 32], 'ftypM4B ')],
    ['m4a', head([0, 0, 0, 32], 'ftypM4A ')],
    ['m4a', head([0, 0, 0, 32], 'ftypisom')],
  ])('knows %s by its first bytes', (format, bytes) => {
    expect(sniffAudioFormat(bytes)).toBe(format);
  });

  it.each([
    ['an HLS playlist', head('#EXTM3U\n#EXT-X')],
    ['a concat script', head('ffconcat version 1.0')],
    ['an AVI file', head('RIFF', [0, 0, 0, 0], 'AVI ')],
    ['an HEIC picture', head([0, 0, 0, 32], 'ftypheic')],
    ['HTML', head('<!doctype html>')],
    ['too few bytes', Uint8Array.from([0x49, 0x44, 0x33])],
  ])('refuses %s', (_what, bytes) => {
    expect(sniffAudioFormat(bytes)).toBeNull();
  });
});
