import { describe, expect, it } from '@jest/globals';
import { cacheDirectory } from '../../../dev/tools/cache-directory.ts';

describe('cacheDirectory', () => {
  it('is the user’s own', () => {
    expect(cacheDirectory({ XDG_CACHE_HOME: '/c', HOME: '/h' })).toBe('/c/lector');
    expect(cacheDirectory({ XDG_CACHE_HOME: '', HOME: '/h' })).toBe('/h/.cache/lector');
  });
});
