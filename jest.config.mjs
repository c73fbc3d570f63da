// Which test needs what is told by its name: *.test.ts needs nothing, *.integration.test.ts the embedded
// Postgres, Temporal and S3 server, *.e2e.test.ts the whole stack, *.chaos.test.ts a whole stack of its own.

import { availableParallelism } from 'node:os';

const shared = {
  testEnvironment: 'node',
  extensionsToTreatAsEsm: ['.ts'],
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      {
        jsc: { target: 'es2024', parser: { syntax: 'typescript' } },
        module: { type: 'es6' },
        sourceMaps: 'inline',
      },
    ],
  },
  modulePathIgnorePatterns: ['<rootDir>/.lector', '<rootDir>/build'],
};

const needsStack = {
  ...shared,
  globalSetup: '<rootDir>/test/support/jest-global-setup.ts',
  globalTeardown: '<rootDir>/test/support/jest-global-teardown.ts',
};

export default {
  testTimeout: 60_000,
  // Most of the time a test waits for a server: more of them than there are cores wait side by side.
  maxWorkers: Math.max(3, availableParallelism()),
  // Modules that were loaded for one file stay in a worker's memory.
  workerIdleMemoryLimit: '2GB',
  projects: [
    {
      ...shared,
      displayName: 'unit',
      testMatch: ['<rootDir>/test/**/*.test.ts'],
      testPathIgnorePatterns: ['/node_modules/', '\\.(integration|e2e|chaos)\\.test\\.ts$'],
    },
    {
      ...needsStack,
      displayName: 'integration',
      testMatch: ['<rootDir>/test/**/*.integration.test.ts'],
    },
    { ...needsStack, displayName: 'e2e', testMatch: ['<rootDir>/test/**/*.e2e.test.ts'] },
    { ...shared, displayName: 'chaos', testMatch: ['<rootDir>/test/**/*.chaos.test.ts'] },
  ],
  collectCoverageFrom: ['{api,workflows,activities,worker,db,domain,platform,ops}/**/*.ts'],
};
