import { Migration } from '@mikro-orm/migrations';

export class M0008Listening extends Migration {
  override name = 'm0008-listening';

  override up(): void {
    this.addSql(`
      create table library_items (
        user_id uuid not null references users (id) on delete cascade,
        audiobook_id uuid not null references audiobooks (id) on delete cascade,
        collection text not null default 'default',
        added_at timestamptz not null default now(),
        primary key (user_id, audiobook_id)
      )`);
    this.addSql('create index library_items_audiobook_id_index on library_items (audiobook_id)');
    this.addSql(
      'create index library_items_added_index on library_items (user_id, added_at desc, audiobook_id)',
    );

    this.addSql(`
      create table favorites (
        user_id uuid not null references users (id) on delete cascade,
        audiobook_id uuid not null references audiobooks (id) on delete cascade,
        added_at timestamptz not null default now(),
        primary key (user_id, audiobook_id)
      )`);
    this.addSql('create index favorites_audiobook_id_index on favorites (audiobook_id)');

    this.addSql(`
      create table listening_progress (
        user_id uuid not null references users (id) on delete cascade,
        audiobook_id uuid not null references audiobooks (id) on delete cascade,
        position_seconds double precision not null check (position_seconds >= 0),
        playback_speed double precision null check (playback_speed between 0.25 and 4),
        is_completed boolean not null default false,
        completed_at timestamptz null,
        client_updated_at timestamptz not null,
        started_at timestamptz not null default now(),
        updated_at timestamptz not null default now(),
        primary key (user_id, audiobook_id)
      )`);
    this.addSql(
      'create index listening_progress_audiobook_id_index on listening_progress (audiobook_id)',
    );
    this.addSql(`create index listening_progress_recent_index on listening_progress
      (user_id, client_updated_at desc, audiobook_id)`);

    // One stretch of listening: it ends when nothing has come for half an hour.
    this.addSql(`
      create table listening_sessions (
        id uuid primary key,
        user_id uuid not null references users (id) on delete cascade,
        audiobook_id uuid not null references audiobooks (id) on delete cascade,
        started_at timestamptz not null,
        ended_at timestamptz not null,
        start_position_seconds double precision not null,
        end_position_seconds double precision not null,
        listened_seconds double precision not null default 0
      )`);
    this.addSql(`create index listening_sessions_recent_index on listening_sessions
      (user_id, ended_at desc, id)`);
    this.addSql(`create index listening_sessions_book_index on listening_sessions
      (user_id, audiobook_id, ended_at desc)`);
    this.addSql(
      'create index listening_sessions_audiobook_id_index on listening_sessions (audiobook_id)',
    );

    this.addSql(`
      create table listening_days (
        user_id uuid not null references users (id) on delete cascade,
        day date not null,
        listened_seconds double precision not null default 0,
        primary key (user_id, day)
      )`);

    this.addSql(`
      create table bookmarks (
        id uuid primary key,
        user_id uuid not null references users (id) on delete cascade,
        audiobook_id uuid not null references audiobooks (id) on delete cascade,
        position_seconds double precision not null check (position_seconds >= 0),
        end_seconds double precision null check (end_seconds > position_seconds),
        note text not null default '',
        quote text null,
        created_at timestamptz not null default now(),
        updated_at timestamptz not null default now()
      )`);
    this.addSql(
      'create index bookmarks_place_index on bookmarks (user_id, audiobook_id, position_seconds, id)',
    );
    this.addSql('create index bookmarks_audiobook_id_index on bookmarks (audiobook_id)');
  }
}
