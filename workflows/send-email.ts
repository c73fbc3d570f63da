import { setWorkflowOptions } from '@temporalio/workflow';
import type { SendEmailInput } from '../domain/contracts/send-email.ts';
import { mail } from './activity-proxies.ts';

/** Delivers one mail, however long the mail server is away. */
export async function sendEmail(input: SendEmailInput): Promise<void> {
  await mail.deliverEmail(input);
}

setWorkflowOptions({ failureExceptionTypes: [Error] }, sendEmail);
