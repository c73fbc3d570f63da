import DataLoader from 'dataloader';

export interface Batching<Item, Result> {
  /** One query for all of them. @returns one result for each, in their order; an Error is that of its item alone */
  run(items: readonly Item[]): Promise<readonly (Result | Error)[]>;
  /** What becomes of each item of a batch that failed as a whole. It may have been done. */
  runAlone(item: Item): Promise<Result>;
  /** Is told of a batch that failed as a whole. */
  onFailure(error: unknown): void;
  /** In a batch. */
  maxItems: number;
  /** Batches that are under way at the same time. */
  maxUnderWay: number;
}

const failed = Symbol('failed');

/**
 * Gathers what many requests ask for into few queries. Nothing waits for a clock: what has arrived when the process
 * turns to its sockets again goes out at once, and what arrives while as many batches as may be are under way goes out
 * with the next. So the busier it is, the larger the batches. A batch starts after all of its items were asked for.
 */
export function batched<Item, Result>({
  run,
  runAlone,
  onFailure,
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

  async function runBatch(
    items: readonly Item[],
  ): Promise<readonly (Result | Error | typeof failed)[]> {
    try {
      return await run(items);
    } catch (error) {
      onFailure(error);
      return items.map((): typeof failed => failed);
    } finally {
      underWay -= 1;
      sendNext();
    }
  }

  const loader = new DataLoader<Item, Result | typeof failed>(runBatch, {
    cache: false,
    maxBatchSize: maxItems,
    batchScheduleFn: (send) => {
      waiting.push(send);
      sendNext();
    },
  });

  return async (item) => {
    const result = await loader.load(item);
    return result === failed ? runAlone(item) : result;
  };
}
