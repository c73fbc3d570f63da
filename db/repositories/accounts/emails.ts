import { sendEmail, type EmailKind } from '../../../domain/contracts/send-email.ts';
import type { WorkflowStart } from '../../../domain/workflow-start.ts';
import { newId } from '../../new-id.ts';
import type { Tx } from '../../transaction.ts';
import { addToOutbox } from '../outbox.ts';

interface EmailOrder {
  kind: EmailKind;
  recipient: string;
  /** What the mail is about: an order, an audiobook. */
  subjectId: string;
  /** Tells apart mails of one kind about the same thing: the run that failed, for instance. */
  occasion: string;
}

/**
 * Has a mail sent once the transaction is committed. Ordered twice for the same occasion, it is sent once.
 *
 * @returns the workflow to start after the commit, or null when the mail was ordered before
 */
export async function queueEmail(tx: Tx, order: EmailOrder): Promise<WorkflowStart | null> {
  const id = newId();
  const inserted = await tx
    .getKysely()
    .insertInto('emails')
    .values({
      id,
      kind: order.kind,
      recipient: order.recipient,
      subject_id: order.subjectId,
      occasion: order.occasion,
    })
    .onConflict((conflict) =>
      conflict.columns(['kind', 'recipient', 'subject_id', 'occasion']).doNothing(),
    )
    .executeTakeFirst();
  if (inserted.numInsertedOrUpdatedRows !== 1n) return null;
  const start: WorkflowStart = {
    workflowType: sendEmail.workflowType,
    workflowId: sendEmail.workflowId(order.kind, id),
    input: { emailId: id },
    summary: `Mail: ${order.kind}`,
    details: `About \`${order.subjectId}\`. The text is in no history: it is made when the mail is sent.`,
    searchAttributes: {},
  };
  addToOutbox(tx, start);
  return start;
}
