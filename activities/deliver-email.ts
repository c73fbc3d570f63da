import { Email } from '../db/entities/email.ts';
import { LectorFailure } from '../domain/failure.ts';
import type { Deps } from '../platform/deps.ts';
import { writeEmail } from './emails/write-email.ts';

export function createDeliverEmail(deps: Pick<Deps, 'orm' | 'mailer' | 'config'>) {
  /** Writes the mail from what the database says now, and hands it to the mail server. */
  return async function deliverEmail({ emailId }: { emailId: string }): Promise<void> {
    const em = deps.orm.em.fork();
    const email = await em.findOne(Email, { id: emailId });
    if (!email) throw new LectorFailure('record_missing', 'The mail was deleted.');
    if (email.status === 'sent' || email.status === 'dropped') return;
    const content = await writeEmail(deps, email);
    if (!content) {
      await em.nativeUpdate(Email, { id: emailId }, { status: 'dropped' });
      return;
    }
    try {
      await deps.mailer.send({
        to: email.recipient,
        messageId: `<${email.kind}.${email.id}@lector>`,
        ...content,
      });
      email.status = 'sent';
      email.sentAt = new Date();
      await em.flush();
    } catch (error) {
      if (error instanceof LectorFailure && error.code === 'mail_rejected') {
        await em.nativeUpdate(Email, { id: emailId }, { status: 'rejected' });
      }
      throw error;
    }
  };
}
