import DataLoader from 'dataloader';

const longMs = 250;

export interface Batching<Item, Result> {
  /**
   * One query for all of them. @returns one result for each, in their order; an Error is that of its item alone. Where
   * it throws, each item is tried by itself: it must be safe to try again.
   */
  run(items: readonly Item[]): Promise<readonly (Result | Error)[]>;
  /** Items in a batch. */
  maxItems: number;
  /** Batches that are under way at the same time. One that takes long, as it waits for a lock, no longer counts. */
  maxUnderWay: number;
}

/**
 * Gathers what many requests ask for into few queries. Nothing waits for a clock: what has arrived when the process
 * turns to its sockets again goes out at once, and what arrives while as many batches as may be are under way goes out
 * with the next. So the busier it is, the larger the batches. A batch starts after all of its items were asked for.
 */
export function batched<Item, Result>({
  run,
  maxItems,
  maxUnderWay,
}: Batching<Item, Result>): (item: Item) => Promise<Result> {
  const waiting: (() => void)[] = [];
  let underWay = 0;

  function sendNext(): void {
    if (underWay >= maxUnderWay) return;
    const send = waiting.shift();
    if (!send) return;
    underWay += 1;
    setImmediate(send);
  }

  function makeRoom(): void {
    underWay -= 1;
    sendNext();
  }

  async function runBatch(items: readonly Item[]): Promise<readonly (Result | Error)[]> {
    let takesLong = false;
    const timer = setTimeout(() => {
      takesLong = true;
      makeRoom();
    }, longMs);
    try {
      return await runOrSplit(items);
    } finally {
      clearTimeout(timer);
      if (!takesLong) makeRoom();
    }
  }

  async function runOrSplit(items: readonly Item[]): Promise<readonly (Result | Error)[]> {
    try {
      return await run(items);
    } catch (error) {
      if (items.length === 1) throw error;
      return Promise.all(items.map(runAlone));
    }
  }

  async function runAlone(item: Item): Promise<Result | Error> {
    try {
      const [result] = await run([item]);
      return result === undefined ? new Error('A batch has a result for each item') : result;
    } catch (error) {
      return error instanceof Error ? error : new Error('A batch failed', { cause: error });
    }
  }

  const loader = new DataLoader<Item, Result>(runBatch, {
    cache: false,
    maxBatchSize: maxItems,
    batchScheduleFn: (send) => {
      waiting.push(send);
      sendNext();
    },
  });
  return (item) => loader.load(item);
}
