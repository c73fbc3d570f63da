import { Migration } from '@mikro-orm/migrations';

const shelves = {
  authors: 'bio text null, website text null,',
  narrators: 'bio text null,',
  genres: 'description text null,',
  series: 'description text null,',
};

const links = { author: 'authors', narrator: 'narrators', genre: 'genres', tag: 'tags' };

export class M0004Catalogue extends Migration {
  override name = 'm0004-catalogue';

  override up(): void {
    for (const [table, columns] of Object.entries(shelves)) {
      this.addSql(`
        create table ${table} (
          id uuid primary key,
          name citext not null,
          ${columns}
          is_listed boolean not null default false,
          created_at timestamptz not null default now(),
          updated_at timestamptz not null default now(),
          constraint ${table}_name_unique unique (name)
        )`);
    }
    this.addSql(`
      create table tags (
        id uuid primary key,
        name citext not null,
        is_listed boolean not null default false,
        created_at timestamptz not null default now(),
        updated_at timestamptz not null default now(),
        constraint tags_name_unique unique (name)
      )`);

    this.addSql(`
      create table audiobooks (
        id uuid primary key,
        owner_id uuid not null references users (id),
        visibility text not null check (visibility in ('store', 'private')),
        status text not null default 'uploaded' check (status in ('uploaded', 'probing',
          'transcribing', 'summarizing', 'published', 'transcription_failed', 'rejected')),
        title text not null,
        description text not null default '',
        summary text null,
        summary_degraded boolean not null default false,
        language text null,
        publisher text null,
        isbn text null,
        release_date date null,
        series_id uuid null references series (id) on delete set null,
        series_position double precision null,
        price_minor int not null default 0 check (price_minor >= 0),
        currency char(3) not null default 'USD',
        duration_seconds double precision null,
        codec text null,
        source_key text not null,
        source_file_name text not null,
        source_format text not null,
        source_size_bytes bigint not null,
        source_sha256 text null,
        cover_key text null,
        transcription_id uuid not null references transcriptions (id),
        published_at timestamptz(3) null,
        created_at timestamptz(3) not null default now(),
        updated_at timestamptz not null default now(),
        constraint audiobooks_isbn_unique unique (isbn),
        constraint audiobooks_transcription_id_unique unique (transcription_id)
      )`);
    this.addSql('create index audiobooks_created_index on audiobooks (created_at, id)');
    this.addSql('create index audiobooks_owner_id_index on audiobooks (owner_id)');
    this.addSql('create index audiobooks_series_id_index on audiobooks (series_id)');
    this.addSql(`create index audiobooks_newest_index on audiobooks (published_at desc, id desc)
      where visibility = 'store' and status = 'published'`);

    for (const [link, table] of Object.entries(links)) {
      this.addSql(`
        create table audiobook_${table} (
          audiobook_id uuid not null references audiobooks (id) on delete cascade,
          ${link}_id uuid not null references ${table} (id) on delete restrict,
          position int not null,
          primary key (audiobook_id, ${link}_id)
        )`);
      this.addSql(
        `create index audiobook_${table}_${link}_id_index on audiobook_${table} (${link}_id, audiobook_id)`,
      );
    }

    this.addSql(`
      create table chapters (
        audiobook_id uuid not null references audiobooks (id) on delete cascade,
        number int not null check (number >= 1),
        title text not null,
        start_seconds double precision not null check (start_seconds >= 0),
        end_seconds double precision not null,
        primary key (audiobook_id, number),
        constraint chapters_span_check check (end_seconds > start_seconds)
      )`);

    this.addSql(`
      create table ingestions (
        audiobook_id uuid primary key references audiobooks (id) on delete cascade,
        workflow_id text not null,
        attempts int not null default 0,
        run_id text null,
        failure_code text null,
        failure_detail text null,
        summary_cost_micros bigint not null default '0',
        started_at timestamptz null,
        finished_at timestamptz null
      )`);
    this.addSql(`
      create table ingestion_events (
        id bigserial primary key,
        audiobook_id uuid not null references audiobooks (id) on delete cascade,
        status text not null,
        detail text null,
        at timestamptz not null default now()
      )`);
    this.addSql(
      'create index ingestion_events_audiobook_id_index on ingestion_events (audiobook_id)',
    );
  }
}
