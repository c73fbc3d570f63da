import { describe, expect, it } from '@jest/globals';
import { readQuery } from '../../../domain/search/read-query.ts';

describe('readQuery', () => {
  it.each([
    ['the stone', { phrases: [], words: ['the'], prefix: 'stone' }],
    ['the stone ', { phrases: [], words: ['the', 'stone'], prefix: null }],
    ['a st', { phrases: [], words: ['a', 'st'], prefix: null }],
    ['"Of Stones" glass', { phrases: [['of', 'stones']], words: [], prefix: 'glass' }],
    ['“of stones”', { phrases: [['of', 'stones']], words: [], prefix: null }],
    ['"open', { phrases: [], words: [], prefix: 'open' }],
    ["O'Brien's", { phrases: [], words: ['o', 'brien', 's'], prefix: null }],
    ['—', { phrases: [], words: [], prefix: null }],
  ])('reads %s', (text, query) => expect(readQuery(text)).toEqual(query));
});
