import { Migration } from '@mikro-orm/migrations';

export class M0006Identity extends Migration {
  override name = 'm0006-identity';

  override up(): void {
    this.addSql(`
      alter table users
        add column bio text not null default '',
        add column picture_key text null,
        add column playback_speed double precision not null default 1
          check (playback_speed between 0.25 and 4),
        add column notifications jsonb not null default '{}',
        add column deleted_at timestamptz null`);

    this.addSql('alter table emails drop constraint emails_status_check');
    this.addSql(`alter table emails add constraint emails_status_check
      check (status in ('queued', 'sent', 'rejected', 'dropped'))`);

    this.addSql(`
      create table one_time_tokens (
        token_hash bytea primary key,
        user_id uuid not null references users (id) on delete cascade,
        purpose text not null
          check (purpose in ('verify-email', 'reset-password', 'change-email')),
        email citext not null,
        expires_at timestamptz not null,
        used_at timestamptz null,
        created_at timestamptz not null default now()
      )`);
    this.addSql('create index one_time_tokens_user_id_index on one_time_tokens (user_id)');

    this.addSql(`
      create table identities (
        provider text not null,
        subject text not null,
        user_id uuid not null references users (id) on delete cascade,
        email citext not null,
        created_at timestamptz not null default now(),
        primary key (provider, subject)
      )`);
    this.addSql('create index identities_user_id_index on identities (user_id)');

    this.addSql(`
      create table oauth_attempts (
        id uuid primary key,
        state_hash bytea not null,
        nonce text not null,
        sealed_verifier bytea not null,
        expires_at timestamptz not null,
        constraint oauth_attempts_state_hash_unique unique (state_hash)
      )`);
    this.addSql(`
      create table oauth_codes (
        code_hash bytea primary key,
        used_at timestamptz not null default now()
      )`);

    this.addSql(`
      create table totp_factors (
        user_id uuid primary key references users (id) on delete cascade,
        sealed_secret bytea not null,
        confirmed_at timestamptz null,
        last_step bigint not null default '0',
        created_at timestamptz not null default now()
      )`);
    this.addSql(`
      create table recovery_codes (
        user_id uuid not null references users (id) on delete cascade,
        code_hash bytea not null,
        used_at timestamptz null,
        primary key (user_id, code_hash)
      )`);

    this.addSql(`
      create table api_keys (
        id uuid primary key,
        user_id uuid not null references users (id) on delete cascade,
        name text not null,
        secret_hash bytea not null,
        scopes jsonb not null,
        expires_at timestamptz null,
        revoked_at timestamptz null,
        last_used_at timestamptz null,
        created_at timestamptz not null default now()
      )`);
    this.addSql('create index api_keys_user_id_index on api_keys (user_id)');

    this.addSql(`
      create table audit_events (
        id uuid primary key,
        kind text not null,
        actor_id uuid null,
        user_id uuid null,
        ip_address inet null,
        user_agent text null,
        detail jsonb not null default '{}',
        at timestamptz not null default now()
      )`);
    this.addSql('create index audit_events_user_id_index on audit_events (user_id)');
    this.addSql('create index audit_events_kind_index on audit_events (kind)');
  }
}
