/** The workflow that delivers one mail of the `emails` table. */
export const sendEmail = {
  workflowType: 'sendEmail',
  workflowId: (kind: EmailKind, emailId: string) => `email/${kind}/${emailId}`,
} as const;

export interface SendEmailInput {
  emailId: string;
}

const emailKinds = [
  'receipt',
  'ingestion-failed',
  'verify-email',
  'reset-password',
  'change-email',
  'email-change-requested',
  'email-changed',
  'password-changed',
] as const;

export type EmailKind = (typeof emailKinds)[number];
