import type { Context } from 'koa';
import type { Em } from '../../db/orm.config.ts';
import { newId } from '../../db/new-id.ts';
import {
  createTranscript,
  type NewTranscript,
} from '../../db/repositories/transcribe/create-transcript.ts';
import type { TranscriptOwner } from '../../db/repositories/transcribe/transcripts.ts';
import { transact, type Tx } from '../../db/transaction.ts';
import type { WorkflowStart } from '../../domain/workflow-start.ts';
import type { ApiDeps } from '../api-deps.ts';
import { Problem } from '../http/problem.ts';
import { quotaShares, type Caller } from './caller.ts';
import { welcomeDevice } from './device-token.ts';
import { showQuota, takeQuota } from './quota.ts';

interface ServiceCall {
  ctx: Context;
  address: string;
  em: Em;
  deps: ApiDeps;
}

interface AcceptRule {
  caller: Caller;
  upload: Omit<NewTranscript, 'owner'>;
  /** In the transaction, before anything is counted. @returns false where the request was answered before */
  claim?: (tx: Tx) => Promise<boolean>;
  /** In the transaction, after everything. */
  conclude?: (tx: Tx, start: WorkflowStart) => Promise<void>;
}

/**
 * One transaction counts the upload, writes its rows and its place in the outbox; after it the workflow is started. Of
 * what is refused nothing is counted.
 *
 * @returns null where the request had been answered before, and whose the transcript is
 * @throws Problem `quota_exceeded`, and what `claim` throws
 */
export async function acceptUpload(
  { ctx, address, em, deps }: ServiceCall,
  { caller, upload, claim, conclude }: AcceptRule,
): Promise<{ start: WorkflowStart; owner: TranscriptOwner } | null> {
  const newDevice = caller.owner ? null : newId();
  const owner = caller.owner ?? { deviceId: newDevice ?? '' };
  const shares = quotaShares(owner, address, deps);
  const accepted = await transact(em, async (tx) => {
    if (claim && !(await claim(tx))) return null;
    const remaining = await takeQuota(tx, shares);
    const start = await createTranscript(tx, { ...upload, owner });
    await conclude?.(tx, start);
    return { start, remaining };
  }).catch((error: unknown) => {
    if (error instanceof Problem && error.code === 'quota_exceeded') showQuota(ctx, shares, 0);
    throw error;
  });
  if (!accepted) return null;
  if (newDevice !== null) await welcomeDevice(ctx, deps, newDevice);
  showQuota(ctx, shares, accepted.remaining);
  await deps.starter.tryStart(accepted.start);
  return { start: accepted.start, owner };
}
