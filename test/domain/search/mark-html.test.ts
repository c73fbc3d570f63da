import { expect, it } from '@jest/globals';
import { markHtml } from '../../../domain/search/mark-html.ts';

it('marks found words in an escaped text', () => {
  expect(markHtml('a <[b]> & c', '[', ']')).toBe('a &lt;<mark>b</mark>&gt; &amp; c');
});

it('is null where nothing was found', () => {
  expect(markHtml('<b>', '[', ']')).toBeNull();
});
