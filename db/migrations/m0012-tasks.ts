import { Migration } from '@mikro-orm/migrations';

export class M0012Tasks extends Migration {
  override name = 'm0012-tasks';

  override up(): void {
    this.addSql(`
      create table tasks (
        id uuid primary key,
        owner_id uuid not null references users (id) on delete cascade,
        name text not null,
        category text null,
        tags jsonb not null default '[]',
        version int not null default 1,
        created_at timestamptz not null default now(),
        updated_at timestamptz not null default now()
      )`);
    this.addSql('create index tasks_newest_index on tasks (owner_id, id desc)');
    this.addSql('create index tasks_name_index on tasks (owner_id, name, id)');

    // Deferred, so that a change of order passes through states in which two stand at one place.
    this.addSql(`
      create table task_prompts (
        id uuid primary key,
        task_id uuid not null references tasks (id) on delete cascade,
        position int not null check (position >= 1),
        text text not null,
        state text not null check (state in ('accepted', 'proposed')),
        source jsonb null,
        constraint task_prompts_position_unique unique (task_id, position) deferrable initially deferred
      )`);

    this.addSql(`
      create table task_versions (
        task_id uuid not null references tasks (id) on delete cascade,
        number int not null check (number >= 1),
        change text not null
          check (change in ('created', 'edited', 'proposed', 'accepted', 'rejected', 'restored')),
        snapshot jsonb not null,
        created_at timestamptz not null default now(),
        primary key (task_id, number)
      )`);

    // The transcription has the task's id. It outlasts the task until its files are erased.
    this.addSql(`
      create table task_extractions (
        task_id uuid primary key references tasks (id) on delete cascade,
        workflow_id text not null,
        source_key text not null,
        source_format text not null,
        source_file_name text not null,
        source_size_bytes bigint not null,
        duration_seconds double precision null,
        status text not null default 'queued' check (status in
          ('queued', 'probing', 'transcribing', 'extracting', 'completed', 'failed', 'rejected')),
        attempts int not null default 0,
        run_id text null,
        sections_total int null,
        prompts_proposed int null,
        prompts_left_out int null,
        failure_code text null,
        failure_detail text null,
        started_at timestamptz null,
        finished_at timestamptz null,
        constraint task_extractions_workflow_id_unique unique (workflow_id)
      )`);
    this.addSql(`
      create table task_extraction_sections (
        task_id uuid not null references tasks (id) on delete cascade,
        index int not null,
        prompts jsonb not null,
        dropped int not null,
        degraded boolean not null,
        primary key (task_id, index)
      )`);
    this.addSql(`
      create table task_extraction_events (
        id bigserial primary key,
        task_id uuid not null references tasks (id) on delete cascade,
        status text not null,
        detail text null,
        at timestamptz not null default now()
      )`);
    this.addSql(
      'create index task_extraction_events_task_id_index on task_extraction_events (task_id)',
    );

    this.addSql('alter table paid_results drop constraint paid_results_kind_check');
    this.addSql(`alter table paid_results add constraint paid_results_kind_check
      check (kind in ('transcription', 'summary', 'prompts'))`);
  }
}
