import type { TestLector } from '../../support/lector.ts';
import { waitFor } from '../../support/wait-for.ts';

interface Mail {
  subject: string;
  text: string;
  html: string;
}

/** The newest mail to an address whose subject matches, once it is there. */
export function mailTo(lector: TestLector, address: string, subject: RegExp): Promise<Mail> {
  return waitFor(`a mail to ${address} about ${subject.source}`, async () => {
    const mails = await lector.mailsTo(address);
    return mails.find((mail) => subject.test(mail.subject));
  });
}

/** @throws Error for a mail without a link */
function tokenIn({ text }: Pick<Mail, 'text'>): string {
  const [, token] = /[?&]token=([\w-]+)/.exec(text) ?? [];
  if (token === undefined) throw new Error(`No link in: ${text}`);
  return token;
}

export async function mailedToken(
  lector: TestLector,
  address: string,
  subject: RegExp,
): Promise<string> {
  return tokenIn(await mailTo(lector, address, subject));
}
