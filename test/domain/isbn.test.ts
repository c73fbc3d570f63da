import { describe, expect, it } from '@jest/globals';
import { normalizeIsbn } from '../../domain/isbn.ts';

describe('normalizeIsbn', () => {
  it.each([
    ['978-3-16-148410-0', '9783161484100'],
    ['0-306-40615-2', '9780306406157'],
    ['0 8044 2957 x', '9780804429573'],
    ['979-10-90636-07-1', '9791090636071'],
  ])('takes %s', (text, isbn) => expect(normalizeIsbn(text)).toBe(isbn));

  it.each([
    ['a wrong check digit', '9783161484101'],
    ['two digits exchanged', '9783161448100'],
    ['a wrong ten-digit check', '0306406153'],
    ['another prefix', '9773161484100'],
    ['too few', '978316148410'],
    ['words', 'isbn'],
  ])('refuses %s', (_what, text) => expect(normalizeIsbn(text)).toBeNull());
});
