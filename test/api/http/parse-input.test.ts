import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { parseInput } from '../../../api/http/parse-input.ts';
import { Problem } from '../../../api/http/problem.ts';

const schema = z.strictObject({
  name: z.string().max(5),
  age: z.int().min(0).optional(),
  tags: z.array(z.string()).default([]),
});

function problemOf(input: unknown): Problem {
  try {
    parseInput(schema, input, 'body');
  } catch (error) {
    if (error instanceof Problem) return error;
    throw error;
  }
  throw new Error('it was accepted');
}

describe('parseInput', () => {
  it('gives what the schema makes of the input', () => {
    expect(parseInput(schema, { name: 'Ada' }, 'body')).toEqual({ name: 'Ada', tags: [] });
  });

  it.each([
    ['a missing field', {}, 'body.name'],
    ['another type', { name: 7 }, 'body.name'],
    ['another type in a list', { name: 'Ada', tags: ['a', 1] }, 'body.tags.1'],
    ['a fraction for an integer', { name: 'Ada', age: 1.5 }, 'body.age'],
    ['no object', 'text', 'body'],
    ['nothing', undefined, 'body'],
  ])('answers 400 to %s', (_what, input, path) => {
    expect(problemOf(input)).toMatchObject({
      status: 400,
      code: 'invalid_type',
      details: [{ path, message: expect.any(String) }],
    });
  });

  it.each([
    ['a value against a rule', { name: 'Augusta' }, 'body.name'],
    ['a field that there is not', { name: 'Ada', nick: 'A' }, 'body'],
    ['a NUL, which Postgres keeps in no text', { name: 'A\0' }, 'body.name'],
    ['a NUL in a list', { name: 'Ada', tags: ['a', 'b\0'] }, 'body.tags.1'],
  ])('answers 422 to %s', (_what, input, path) => {
    expect(problemOf(input)).toMatchObject({
      status: 422,
      code: 'validation_failed',
      details: [{ path, message: expect.any(String) }],
    });
  });

  it('names every field that is wrong, and is as strict as the worst of them', () => {
    const problem = problemOf({ name: 'Augusta', age: 'old' });
    expect(problem.code).toBe('invalid_type');
    expect(problem.details?.map(({ path }) => path)).toEqual(['body.name', 'body.age']);
  });
});
