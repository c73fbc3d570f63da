import { setTimeout as sleep } from 'node:timers/promises';

interface CaughtMail {
  id: string;
  to: string;
  subject: string;
  text: string;
}

/** Waits for a mail whose subject says this, for at most half a minute. */
export async function findMail(
  inboxUrl: string,
  to: string,
  subjectPart: string,
): Promise<CaughtMail | null> {
  const deadline = Date.now() + 30_000;
  while (Date.now() < deadline) {
    const response = await fetch(`${inboxUrl}/messages?to=${encodeURIComponent(to)}`);
    const mails = (await response.json()) as CaughtMail[];
    const found = mails.find((mail) => mail.subject.includes(subjectPart));
    if (found) return found;
    await sleep(300);
  }
  return null;
}
