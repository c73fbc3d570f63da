import { Migration } from '@mikro-orm/migrations';

export class M0001Accounts extends Migration {
  override name = 'm0001-accounts';

  override up(): void {
    this.addSql('create extension if not exists citext');

    this.addSql(`
      create table users (
        id uuid primary key,
        email citext not null,
        username citext not null,
        password_hash text null,
        role text not null default 'user' check (role in ('user', 'admin')),
        email_verified_at timestamptz null,
        disabled_at timestamptz null,
        created_at timestamptz not null default now(),
        updated_at timestamptz not null default now(),
        constraint users_email_unique unique (email),
        constraint users_username_unique unique (username)
      )`);

    this.addSql(`
      create table sessions (
        id uuid primary key,
        user_id uuid not null references users (id) on delete cascade,
        expires_at timestamptz not null,
        revoked_at timestamptz null,
        user_agent text null,
        ip_address inet null,
        created_at timestamptz not null default now(),
        last_used_at timestamptz not null default now()
      )`);
    this.addSql('create index sessions_user_id_index on sessions (user_id)');

    this.addSql(`
      create table refresh_tokens (
        token_hash bytea primary key,
        session_id uuid not null references sessions (id) on delete cascade,
        used_at timestamptz null,
        sealed_successor bytea null,
        created_at timestamptz not null default now()
      )`);
    this.addSql('create index refresh_tokens_session_id_index on refresh_tokens (session_id)');

    // The shape that rate-limiter-flexible expects; expire is in epoch milliseconds.
    this.addSql(`
      create table rate_limits (
        key varchar(255) primary key,
        points integer not null default 0,
        expire bigint null
      )`);

    this.addSql(`
      create table idempotency_keys (
        user_id uuid not null references users (id) on delete cascade,
        operation text not null,
        key text not null,
        request_hash text not null,
        resource_id uuid not null,
        in_flight_until timestamptz not null,
        response_status int null,
        response_body jsonb null,
        created_at timestamptz not null default now(),
        primary key (user_id, operation, key)
      )`);
    this.addSql('create index idempotency_keys_created_at_index on idempotency_keys (created_at)');
  }
}
