import { defineEntity, p, type InferEntity } from '@mikro-orm/core';
import type { EmailKind } from '../../domain/contracts/send-email.ts';

const emailStatuses = ['queued', 'sent', 'rejected', 'dropped'] as const;
export type EmailStatus = (typeof emailStatuses)[number];

/** A mail to be sent. Its text is made from the kind and the subject when it is sent; no secret is kept here. */
export const Email = defineEntity({
  name: 'Email',
  tableName: 'emails',
  uniques: [
    { name: 'emails_once_unique', properties: ['kind', 'recipient', 'subjectId', 'occasion'] },
  ],
  properties: {
    id: p.uuid().primary(),
    kind: p.string().$type<EmailKind>().columnType('text'),
    recipient: p.text(),
    /** What the mail is about: an order, an audiobook. */
    subjectId: p.uuid(),
    /** Tells apart mails of one kind about the same thing. */
    occasion: p.text(),
    status: p.string().$type<EmailStatus>().columnType('text').default('queued'),
    createdAt: p.datetime().defaultRaw('now()'),
    sentAt: p.datetime().nullable(),
  },
});
export type Email = InferEntity<typeof Email>;
