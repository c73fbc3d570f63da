export type DeathSignal = 'SIGKILL' | 'SIGTERM' | 'SIGINT';

export declare function boundCommand(
  command: readonly string[],
  options: {
    setpriv: string | undefined;
    deathSignal: DeathSignal;
    privileges?: readonly string[] | undefined;
  },
): string[];

export declare function findSetpriv(environment: NodeJS.ProcessEnv): string | undefined;
