import { partSize, type PartPlan } from '../../domain/upload-parts.ts';
import type { StoredPart } from '../../platform/multipart-uploads.ts';
import { Problem } from './problem.ts';

const shownIssues = 100;

/**
 * Compares the parts that a client has sent with those that are there.
 *
 * @throws Problem `validation_failed`, naming the first parts that are missing, or not as they should be
 */
export function checkParts(
  plan: PartPlan & { sizeBytes: number },
  sent: { number: number; etag: string }[],
  stored: StoredPart[],
): void {
  const sentTags = new Map(sent.map((part) => [part.number, part.etag]));
  const storedParts = new Map(stored.map((part) => [part.number, part]));
  const issues: string[] = [];
  if (sentTags.size !== sent.length) issues.push('a part is named twice');
  if (sent.some(({ number }) => number > plan.partCount)) {
    issues.push(`there are ${plan.partCount} parts`);
  }
  for (let number = 1; number <= plan.partCount; number += 1) {
    const there = storedParts.get(number);
    const wantedBytes = partSize(plan.sizeBytes, plan, number);
    if (!there) issues.push(`part ${number} is not there`);
    else if (there.sizeBytes !== wantedBytes) {
      issues.push(`part ${number} has ${there.sizeBytes} bytes instead of ${wantedBytes}`);
    } else if (sentTags.get(number) !== there.etag) {
      issues.push(`part ${number} has another ETag`);
    }
  }
  if (issues.length === 0) return;
  const details = issues.slice(0, shownIssues).map((message) => ({ path: 'body.parts', message }));
  throw new Problem('validation_failed', { detail: 'The upload is not complete.', details });
}
