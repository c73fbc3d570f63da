import { Audiobook } from '../../db/entities/audiobook.ts';
import type { Email } from '../../db/entities/email.ts';
import { Ingestion } from '../../db/entities/ingestion.ts';
import { findOrder, findOrderItems } from '../../db/repositories/store/orders.ts';
import type { EmailKind } from '../../domain/contracts/send-email.ts';
import { ingestionFailedMail } from '../../domain/emails/ingestion-failed.ts';
import type { MailText } from '../../domain/emails/mail-text.ts';
import { receiptMail } from '../../domain/emails/receipt.ts';
import type { Deps } from '../../platform/deps.ts';
import { workflowUiUrl } from '../../platform/temporal.ts';
import {
  writeChangeEmail,
  writeEmailChanged,
  writeEmailChangeRequested,
  writePasswordChanged,
  writeResetPassword,
  writeVerifyEmail,
} from './write-account-mails.ts';

export type WriterDeps = Pick<Deps, 'orm' | 'config'>;

const writers: Record<EmailKind, (deps: WriterDeps, email: Email) => Promise<MailText | null>> = {
  receipt: (deps, { subjectId }) => writeReceipt(deps, subjectId),
  'ingestion-failed': (deps, { subjectId }) => writeIngestionFailed(deps, subjectId),
  'verify-email': writeVerifyEmail,
  'reset-password': writeResetPassword,
  'change-email': writeChangeEmail,
  'email-change-requested': writeEmailChangeRequested,
  'email-changed': writeEmailChanged,
  'password-changed': writePasswordChanged,
};

/** @returns null when there is nobody to write to, or nothing to say any more */
export function writeEmail(deps: WriterDeps, email: Email): Promise<MailText | null> {
  return writers[email.kind](deps, email);
}

async function writeReceipt({ orm, config }: WriterDeps, orderId: string): Promise<MailText> {
  const em = orm.em.fork();
  const order = await findOrder(em, orderId);
  const items = await findOrderItems(em, orderId);
  const { currency } = order;
  return receiptMail({
    orderId,
    items: items.map(({ title, priceMinor }) => ({
      title,
      price: { amount: priceMinor, currency },
    })),
    total: { amount: order.totalMinor, currency },
    paymentProvider: order.paymentProvider,
    paymentReference: order.paymentReference ?? '',
    orderUrl: `${config.http.publicUrl}/api/v1/orders/${orderId}`,
  });
}

async function writeIngestionFailed(
  { orm, config }: WriterDeps,
  audiobookId: string,
): Promise<MailText> {
  const em = orm.em.fork();
  const audiobook = await em.findOneOrFail(Audiobook, { id: audiobookId });
  const ingestion = await em.findOneOrFail(Ingestion, { audiobook: audiobookId });
  const { workflowId } = ingestion;
  return ingestionFailedMail({
    audiobookId,
    title: audiobook.title,
    code: ingestion.failureCode ?? 'internal_failure',
    detail: ingestion.failureDetail ?? '',
    workflowId,
    workflowUrl: workflowUiUrl(config.temporal, workflowId),
  });
}
