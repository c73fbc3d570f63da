import { Migration } from '@mikro-orm/migrations';

export class M0002Outbox extends Migration {
  override name = 'm0002-outbox';

  override up(): void {
    this.addSql(`
      create table outbox (
        id uuid primary key,
        workflow_type text not null,
        workflow_id text not null,
        input jsonb not null,
        summary text not null,
        details text not null,
        search_attributes jsonb not null,
        attempts int not null default 0,
        last_error text null,
        created_at timestamptz not null default now(),
        started_at timestamptz null,
        constraint outbox_workflow_id_unique unique (workflow_id)
      )`);
    this.addSql(
      'create index outbox_waiting_index on outbox (created_at) where started_at is null',
    );

    this.addSql(`
      create table emails (
        id uuid primary key,
        kind text not null,
        recipient text not null,
        subject_id uuid not null,
        occasion text not null,
        status text not null default 'queued' check (status in ('queued', 'sent', 'rejected')),
        created_at timestamptz not null default now(),
        sent_at timestamptz null,
        constraint emails_once_unique unique (kind, recipient, subject_id, occasion)
      )`);
  }
}
