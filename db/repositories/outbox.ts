import type { WorkflowStart } from '../../domain/workflow-start.ts';
import { OutboxMessage } from '../entities/outbox-message.ts';
import { newId } from '../new-id.ts';
import type { Em } from '../orm.config.ts';
import type { Tx } from '../transaction.ts';

/** Writes down that a workflow is to be started, in the transaction of the row that it works for. */
export function addToOutbox(tx: Tx, start: WorkflowStart): void {
  tx.persist(
    tx.create(OutboxMessage, {
      id: newId(),
      ...start,
      input: { ...start.input },
    }),
  );
}

export async function markStarted(em: Em, workflowId: string): Promise<void> {
  await em.nativeUpdate(OutboxMessage, { workflowId, startedAt: null }, { startedAt: new Date() });
}

export async function markStartFailed(em: Em, workflowId: string, error: string): Promise<void> {
  await em
    .getKysely()
    .updateTable('outbox')
    .set((eb) => ({ attempts: eb('attempts', '+', 1), last_error: error }))
    .where('workflow_id', '=', workflowId)
    .execute();
}

/** Whatever has waited longer than the API needs to start it itself, oldest first. */
export function findWaiting(em: Em, olderThan: Date, limit: number): Promise<OutboxMessage[]> {
  return em.find(
    OutboxMessage,
    { startedAt: null, createdAt: { $lt: olderThan } },
    { orderBy: { createdAt: 'asc' }, limit },
  );
}
