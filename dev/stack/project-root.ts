import { join } from 'node:path';

/** The checkout. */
export const projectRoot = join(import.meta.dirname, '..', '..');
