/**
 * Does all the work, so many at a time, and lets every piece settle before it throws: what has succeeded is then never
 * done again.
 *
 * @param isHopeless tells an error after which no further piece is begun
 * @throws the error of the earliest piece that failed
 */
export async function settleAll<Item>(
  items: readonly Item[],
  parallelism: number,
  work: (item: Item) => Promise<void>,
  isHopeless: (error: unknown) => boolean,
): Promise<void> {
  const failed: { position: number; error: unknown }[] = [];
  let next = 0;
  let stopped = false;

  async function lane(): Promise<void> {
    while (next < items.length && !stopped) {
      const position = next;
      next += 1;
      try {
        await work(items[position] as Item);
      } catch (error) {
        failed.push({ position, error });
        stopped ||= isHopeless(error);
      }
    }
  }

  await Promise.all(Array.from({ length: Math.min(parallelism, items.length) }, lane));
  const [earliest] = failed.sort((a, b) => a.position - b.position);
  if (earliest) throw earliest.error;
}
