const mebibyte = 2 ** 20;

/** S3's own limits: every part but the last has 5 MiB at least, none over 5 GiB, and there are at most 10,000. */
export const smallestPartBytes = 5 * mebibyte;
const largestPartBytes = 5 * 1024 * mebibyte;
export const maxParts = 10_000;

/** Small enough to be sent again after a break, and no more of them than a list of addresses can be long. */
const usualPartBytes = 16 * mebibyte;
const usualParts = 1000;

export interface PartPlan {
  partSizeBytes: number;
  partCount: number;
}

/**
 * In how many parts a file goes up, all of one size but the last.
 *
 * @param wantedParts as many as the client asks for; null leaves it to us
 * @returns null where S3 does not take it so
 */
export function planParts(sizeBytes: number, wantedParts: number | null): PartPlan | null {
  const partSizeBytes =
    wantedParts === null
      ? Math.max(usualPartBytes, roundUp(sizeBytes / usualParts))
      : Math.ceil(sizeBytes / wantedParts);
  const partCount = Math.max(1, Math.ceil(sizeBytes / partSizeBytes));
  if (partCount > maxParts || partSizeBytes > largestPartBytes) return null;
  if (partCount > 1 && partSizeBytes < smallestPartBytes) return null;
  if (wantedParts !== null && partCount !== wantedParts) return null;
  return { partSizeBytes, partCount };
}

/** @param number counted from 1 */
export function partSize(sizeBytes: number, plan: PartPlan, number: number): number {
  if (number < plan.partCount) return plan.partSizeBytes;
  return sizeBytes - plan.partSizeBytes * (plan.partCount - 1);
}

function roundUp(bytes: number): number {
  return Math.ceil(bytes / mebibyte) * mebibyte;
}
