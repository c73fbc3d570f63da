export type DeathSignal = 'SIGKILL' | 'SIGTERM' | 'SIGINT';

export declare function boundCommand(
  command: readonly string[],
  deathSignal: DeathSignal,
  privileges?: readonly string[],
): string[];

export declare function hasSetpriv(environment: NodeJS.ProcessEnv): boolean;
