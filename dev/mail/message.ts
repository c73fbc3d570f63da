import PostalMime from 'postal-mime';

/** A caught mail, as the inbox answers it. */
export interface Message {
  id: string;
  /** Who sent it and who was to get it, by the envelope: blind copies count. Several are separated by `, `. */
  from: string;
  to: string;
  subject: string;
  /** Empty when the mail has no such part. */
  text: string;
  html: string | null;
  /** RFC 3339. */
  received_at: string;
}

export interface Envelope {
  from: string;
  to: string[];
}

/** The mail as it came, with its envelope in two lines before it. */
export function withEnvelope({ from, to }: Envelope, mail: Buffer): Buffer {
  const lines = `X-Envelope-From: ${from}\r\nX-Envelope-To: ${to.join(', ')}\r\n`;
  return Buffer.concat([Buffer.from(lines), mail]);
}

/** Reads what `withEnvelope` has written. `id` begins with the milliseconds of its arrival. */
export async function readMessage(id: string, stored: Buffer): Promise<Message> {
  const mail = await PostalMime.parse(stored);
  // The first of a name is ours, whatever the sender has put in.
  const header = (name: string) => mail.headers.find(({ key }) => key === name)?.value ?? '';
  return {
    id,
    from: header('x-envelope-from'),
    to: header('x-envelope-to'),
    subject: mail.subject ?? '',
    text: mail.text?.trimEnd() ?? '',
    html: mail.html ?? null,
    received_at: new Date(Number.parseInt(id, 10)).toISOString(),
  };
}
