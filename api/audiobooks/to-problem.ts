import { UniqueConstraintViolationException } from '@mikro-orm/core';
import { UnknownReference } from '../../db/repositories/catalogue/names.ts';
import { Problem } from '../http/problem.ts';

/** What a client is told of a book that could not be written down. */
export function toProblem(error: unknown, where: 'body' | 'form'): unknown {
  if (error instanceof UnknownReference) {
    const details = [{ path: `${where}.${error.table}`, message: error.message }];
    return new Problem('validation_failed', { details });
  }
  if (error instanceof UniqueConstraintViolationException) {
    return new Problem('conflict', { detail: 'An audiobook with this ISBN exists.' });
  }
  return error;
}
