import { defineEntity, p, type InferEntity } from '@mikro-orm/core';

export const auditKinds = [
  'registered',
  'signed_in',
  'sign_in_failed',
  'second_factor_failed',
  'signed_out',
  'signed_out_everywhere',
  'refresh_token_reused',
  'email_verified',
  'email_change_requested',
  'email_changed',
  'password_reset',
  'password_changed',
  'google_linked',
  'totp_enabled',
  'totp_disabled',
  'recovery_code_used',
  'api_key_created',
  'api_key_revoked',
  'role_changed',
  'user_disabled',
  'user_enabled',
  'account_deleted',
] as const;

export type AuditKind = (typeof auditKinds)[number];

/** Something that touched an account's security. Never changed, never removed with the account. */
export const AuditEvent = defineEntity({
  name: 'AuditEvent',
  tableName: 'audit_events',
  properties: {
    id: p.uuid().primary(),
    kind: p.string().$type<AuditKind>().columnType('text').index(),
    /** Who did it; null for somebody who was not signed in. */
    actorId: p.uuid().nullable(),
    /** Whose account it touched. */
    userId: p.uuid().nullable().index(),
    ipAddress: p.string().columnType('inet').nullable(),
    userAgent: p.text().nullable(),
    detail: p
      .json<Record<string, string>>()
      .defaultRaw(`'{}'`)
      .onCreate(() => ({})),
    at: p.datetime().defaultRaw('now()'),
  },
});

export type AuditEvent = InferEntity<typeof AuditEvent>;
