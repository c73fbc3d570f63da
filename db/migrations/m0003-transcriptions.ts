import { Migration } from '@mikro-orm/migrations';

export class M0003Transcriptions extends Migration {
  override name = 'm0003-transcriptions';

  override up(): void {
    this.addSql(`
      create table transcriptions (
        id uuid primary key,
        status text not null default 'queued'
          check (status in ('queued', 'processing', 'completed', 'error')),
        source_key text not null,
        source_format text not null,
        language_hint text null,
        prompt text not null default '',
        plan_key text null,
        chunks_total int null,
        audio_seconds double precision null,
        language text null,
        result_prefix text null,
        word_count int null,
        cost_micros bigint not null default '0',
        wasted_micros bigint not null default '0',
        failure_code text null,
        failure_detail text null,
        completed_at timestamptz null,
        created_at timestamptz not null default now(),
        updated_at timestamptz not null default now()
      )`);

    this.addSql(`
      create table transcription_chunks (
        transcription_id uuid not null references transcriptions (id) on delete cascade,
        index int not null,
        state text not null check (state in ('running', 'done', 'failed')),
        attempts int not null default 1,
        transcript jsonb null,
        speech_rate double precision null,
        made_of jsonb null,
        failure_code text null,
        updated_at timestamptz not null default now(),
        primary key (transcription_id, index)
      )`);

    this.addSql(`
      create table paid_results (
        content_address text primary key,
        kind text not null check (kind in ('transcription', 'summary')),
        model text not null,
        result jsonb not null,
        usage jsonb null,
        cost_micros bigint not null,
        paid_for uuid not null,
        created_at timestamptz not null default now()
      )`);
    this.addSql('create index paid_results_paid_for_index on paid_results (paid_for)');
  }
}
