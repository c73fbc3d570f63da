import { Migration } from '@mikro-orm/migrations';

export class M0011TranscribeService extends Migration {
  override name = 'm0011-transcribe-service';

  override up(): void {
    this.addSql(`
      create table transcripts (
        id uuid primary key,
        transcription_id uuid not null references transcriptions (id) on delete cascade,
        user_id uuid null references users (id) on delete cascade,
        device_id uuid null,
        status text not null default 'queued'
          check (status in ('queued', 'processing', 'completed', 'error')),
        workflow_id text not null,
        file_name text not null,
        source_key text not null,
        source_format text not null,
        size_bytes bigint not null,
        audio_seconds double precision null,
        language text null,
        text text null,
        failure_code text null,
        failure_detail text null,
        completed_at timestamptz null,
        audio_removed_at timestamptz null,
        webhook_url text null,
        webhook_secret text null,
        created_at timestamptz not null default now(),
        updated_at timestamptz not null default now(),
        constraint transcripts_transcription_id_unique unique (transcription_id),
        constraint transcripts_owner_check check (num_nonnulls(user_id, device_id) = 1)
      )`);
    this.addSql(
      'create index transcripts_user_id_index on transcripts (user_id, id) where user_id is not null',
    );
    this.addSql(
      'create index transcripts_device_id_index on transcripts (device_id, id) where device_id is not null',
    );
    this.addSql(
      'create index transcripts_audio_index on transcripts (created_at) where audio_removed_at is null',
    );

    this.addSql(`
      create table transcribe_quotas (
        caller text not null,
        day date not null,
        used int not null,
        primary key (caller, day)
      )`);
    this.addSql('create index transcribe_quotas_day_index on transcribe_quotas (day)');

    this.addSql(`
      create table transcript_uploads (
        id uuid primary key,
        user_id uuid not null references users (id) on delete cascade,
        key text not null,
        multipart_id text not null,
        file_name text not null,
        size_bytes bigint not null check (size_bytes > 0),
        part_size_bytes bigint not null check (part_size_bytes > 0),
        part_count int not null check (part_count between 1 and 10000),
        language text null,
        webhook_url text null,
        webhook_secret text null,
        created_at timestamptz not null default now(),
        updated_at timestamptz not null default now()
      )`);
    this.addSql('create index transcript_uploads_user_id_index on transcript_uploads (user_id)');
    this.addSql(
      'create index transcript_uploads_created_at_index on transcript_uploads (created_at)',
    );

    this.addSql(`
      create table webhook_deliveries (
        id uuid primary key,
        transcript_id uuid not null references transcripts (id) on delete cascade,
        event text not null check (event in ('transcript.completed', 'transcript.error')),
        attempts int not null default 0,
        status_code int null,
        error text null,
        delivered_at timestamptz null,
        created_at timestamptz not null default now(),
        updated_at timestamptz not null default now()
      )`);
    this.addSql(
      'create index webhook_deliveries_transcript_id_index on webhook_deliveries (transcript_id)',
    );
  }
}
