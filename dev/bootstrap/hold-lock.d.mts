export interface HeldLock {
  release: () => void;
}

export declare function tryLock(path: string): HeldLock | { heldBy: number };

export declare function holdLock(
  path: string,
  options?: { onWait?: (pid: number) => void; signal?: AbortSignal },
): Promise<HeldLock>;
