export type DeathSignal = 'SIGKILL' | 'SIGTERM' | 'SIGINT';

export declare function boundCommand(
  command: readonly string[],
  deathSignal: DeathSignal,
  environment: NodeJS.ProcessEnv,
  privileges?: readonly string[],
): string[];

export declare function hasSetpriv(environment: NodeJS.ProcessEnv): boolean;
