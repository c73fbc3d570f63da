import type { RunningStack } from '../../dev/stack/start-stack.ts';

/** What the global set-up writes down for the tests. */
export type SharedStack = Pick<RunningStack, 'settings'> & { inboxUrl: string };

/** The variable that names the file with it: jest's workers inherit it. */
export const stackFileVariable = 'LECTOR_TEST_STACK';
