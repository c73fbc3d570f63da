import { describe, expect, it } from '@jest/globals';
import { PassThrough, Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { peek } from '../../../api/http/peek.ts';

function streamOf(...parts: string[]): Readable {
  return Readable.from(parts.map((part) => Buffer.from(part))).pipe(new PassThrough());
}

describe('peek', () => {
  it.each([
    ['one part', ['abcdefgh']],
    ['several parts', ['a', 'b', 'cd', 'efgh']],
  ])('shows the first bytes of %s, and still has them', async (_what, parts) => {
    const { head, whole } = await peek(streamOf(...parts), 4);
    expect(head.toString('utf8', 0, 4)).toBe('abcd');
    expect(await text(whole)).toBe('abcdefgh');
  });

  it.each([['abc'], ['']])('shows all of a stream that is shorter: %j', async (all) => {
    const { head, whole } = await peek(streamOf(...(all === '' ? [] : [all])), 64);
    expect(head.toString()).toBe(all);
    expect(await text(whole)).toBe(all);
  });

  it('fails when the stream does', async () => {
    const stream = new PassThrough();
    const peeked = peek(stream, 4);
    stream.write('a');
    stream.destroy(new Error('broken'));
    await expect(peeked).rejects.toThrow('broken');
  });

  it('hands over a stream that fails when its source does, and ends its source when it is left', async () => {
    const source = new PassThrough();
    source.write('abcd');
    const { whole } = await peek(source, 4);
    source.destroy(new Error('broken'));
    await expect(text(whole)).rejects.toThrow('broken');

    const left = streamOf('abcd', 'efgh');
    const again = await peek(left, 4);
    again.whole.destroy();
    await new Promise((resolve) => left.once('close', resolve));
    expect(left.destroyed).toBe(true);
  });

  it('fails when the stream is closed without a word', async () => {
    const stream = new PassThrough();
    const peeked = peek(stream, 4);
    stream.destroy();
    const { head, whole } = await peeked;
    expect(head).toHaveLength(0);
    await expect(text(whole)).rejects.toThrow('Premature close');
  });
});
