import type { PartContext } from '../stack/part.ts';

/** What finding, downloading and building a program takes. */
export type ToolContext = Pick<PartContext, 'environment' | 'lifeline' | 'report' | 'signal'>;
