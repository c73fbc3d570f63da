import { setWorkflowOptions } from '@temporalio/workflow';
import type { SendEmailInput } from '../domain/contracts/send-email.ts';
import { mail } from './activity-proxies.ts';

/** Delivers one mail, however long the mail server is away. */
export async function sendEmail(input: SendEmailInput): Promise<void> {
  await mail.deliverEmail.executeWithOptions({ summary: 'Hand it to the mail server' }, [input]);
}

setWorkflowOptions({ failureExceptionTypes: [Error] }, sendEmail);
