import { expect, it } from '@jest/globals';
import { formToObject } from '../../../api/http/form-to-object.ts';

it('makes an object of the fields of a form', () => {
  const fields = new Map([
    ['title', ['A']],
    ['authors', ['One']],
    ['narrators', ['One', ' ', 'Two']],
    ['genres', ['']],
    ['language', ['']],
    ['price', ['1', '2']],
  ]);
  expect(formToObject(fields, ['authors', 'narrators', 'genres'])).toEqual({
    title: 'A',
    authors: ['One'],
    narrators: ['One', 'Two'],
    genres: [],
    price: ['1', '2'],
  });
});

it('gives a field with an odd name no power over the object', () => {
  const made = formToObject(new Map([['__proto__', ['x']]]), []);
  expect(Object.getPrototypeOf(made)).toBe(Object.prototype);
  expect(Object.keys(made)).toEqual(['__proto__']);
});
