import { createTransport } from 'nodemailer';
import { LectorFailure } from '../domain/failure.ts';
import type { Config } from './config.ts';

export interface OutgoingMail {
  to: string;
  subject: string;
  text: string;
  html: string;
  /** The same for every try of the same mail, so that servers and readers can tell a repeat. RFC 5322 §3.6.4. */
  messageId: string;
}

export interface Mailer {
  /** @throws LectorFailure `mail_unavailable` (worth another try) or `mail_rejected` (5xx, final) */
  send(mail: OutgoingMail): Promise<void>;
  close(): void;
}

export function createMailer(config: Config['mail']): Mailer {
  const transport = createTransport(config.smtpUrl, {
    from: config.from,
    // Text and HTML are ours; nothing in them may make the server read files or fetch addresses.
    disableFileAccess: true,
    disableUrlAccess: true,
  });

  async function send(mail: OutgoingMail): Promise<void> {
    try {
      await transport.sendMail(mail);
    } catch (error) {
      throw mailFailure(error);
    }
  }

  return { send, close: () => transport.close() };
}

/** Source: RFC 5321 §4.2.1: 5yz replies are permanent. Bad credentials are ours to mend, so they stay worth a try. */
function mailFailure(error: unknown): LectorFailure {
  const { responseCode, code, message } = error as {
    responseCode?: number;
    code?: string;
    message?: string;
  };
  const permanent = responseCode !== undefined && responseCode >= 500 && code !== 'EAUTH';
  return new LectorFailure(
    permanent ? 'mail_rejected' : 'mail_unavailable',
    message ?? String(error),
    {
      cause: error,
    },
  );
}
