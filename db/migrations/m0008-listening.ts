import { Migration } from '@mikro-orm/migrations';

/**
 * What is bought or uploaded for oneself is in one's library by itself, in the transaction that makes it one's own. A
 * refund takes it out again; what its user had put there stays.
 */
const libraryTriggers = [
  `create function keep_purchase_in_library() returns trigger language plpgsql as $$
    begin
      if new.revoked_at is not null then
        delete from library_items
        where user_id = new.user_id and audiobook_id = new.audiobook_id and source = 'purchased';
      elsif new.granted_at is not null and (tg_op = 'INSERT' or old.granted_at is null) then
        insert into library_items (user_id, audiobook_id, source, added_at)
        values (new.user_id, new.audiobook_id, 'purchased', new.granted_at)
        on conflict do nothing;
      end if;
      return null;
    end $$`,
  `create trigger entitlements_library after insert or update of granted_at, revoked_at on entitlements
    for each row execute function keep_purchase_in_library()`,
  `create function put_upload_into_library() returns trigger language plpgsql as $$
    begin
      insert into library_items (user_id, audiobook_id, source) values (new.owner_id, new.id, 'uploaded')
      on conflict do nothing;
      return null;
    end $$`,
  `create trigger audiobooks_library after insert on audiobooks
    for each row when (new.visibility = 'private') execute function put_upload_into_library()`,
];

export class M0008Listening extends Migration {
  override name = 'm0008-listening';

  override up(): void {
    // Times that lists are sorted by have milliseconds: a cursor names them exactly.
    this.addSql(`
      create table library_items (
        user_id uuid not null references users (id) on delete cascade,
        audiobook_id uuid not null references audiobooks (id) on delete cascade,
        collection text not null default 'default',
        source text not null default 'added' check (source in ('added', 'purchased', 'uploaded')),
        added_at timestamptz(3) not null default now(),
        primary key (user_id, audiobook_id)
      )`);
    this.addSql('create index library_items_audiobook_id_index on library_items (audiobook_id)');
    this.addSql(
      'create index library_items_added_index on library_items (user_id, added_at, audiobook_id)',
    );

    this.addSql(`
      create table favorites (
        user_id uuid not null references users (id) on delete cascade,
        audiobook_id uuid not null references audiobooks (id) on delete cascade,
        added_at timestamptz(3) not null default now(),
        primary key (user_id, audiobook_id)
      )`);
    this.addSql('create index favorites_audiobook_id_index on favorites (audiobook_id)');
    this.addSql(
      'create index favorites_added_index on favorites (user_id, added_at, audiobook_id)',
    );

    // Each part has the clock of the newest write that named it: in whatever order writes come, they end in one state.
    // Every listener writes all the time, so no index has a column that changes with it, and there is room for the next
    // version of a row beside it: such an update touches no index. Lists sort the few rows of their user.
    this.addSql(`
      create table listening_progress (
        user_id uuid not null references users (id) on delete cascade,
        audiobook_id uuid not null references audiobooks (id) on delete cascade,
        position_seconds double precision not null check (position_seconds >= 0),
        client_updated_at timestamptz(3) not null,
        playback_speed double precision null check (playback_speed between 0.25 and 4),
        playback_speed_clock timestamptz(3) null,
        is_completed boolean not null default false,
        completion_clock timestamptz(3) null,
        completed_at timestamptz(3) null,
        started_at timestamptz(3) not null default now(),
        version int not null default 1,
        updated_at timestamptz not null default now(),
        primary key (user_id, audiobook_id)
      ) with (fillfactor = 80)`);
    this.addSql(
      'create index listening_progress_audiobook_id_index on listening_progress (audiobook_id)',
    );
    // One stretch of listening: it ends when nothing has come for half an hour.
    this.addSql(`
      create table listening_sessions (
        id uuid primary key,
        user_id uuid not null references users (id) on delete cascade,
        audiobook_id uuid not null references audiobooks (id) on delete cascade,
        started_at timestamptz(3) not null,
        ended_at timestamptz(3) not null,
        start_position_seconds double precision not null,
        end_position_seconds double precision not null,
        listened_seconds double precision not null default 0
      ) with (fillfactor = 80)`);
    this.addSql(`create index listening_sessions_recent_index on listening_sessions
      (user_id, started_at, id)`);
    this.addSql(`create index listening_sessions_book_index on listening_sessions
      (user_id, audiobook_id, started_at)`);
    this.addSql(
      'create index listening_sessions_audiobook_id_index on listening_sessions (audiobook_id)',
    );

    this.addSql(`
      create table listening_days (
        user_id uuid not null references users (id) on delete cascade,
        day date not null,
        listened_seconds double precision not null default 0,
        primary key (user_id, day)
      ) with (fillfactor = 80)`);

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

    for (const statement of libraryTriggers) this.addSql(statement);
  }
}
