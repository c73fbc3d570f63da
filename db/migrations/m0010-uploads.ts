import { Migration } from '@mikro-orm/migrations';

export class M0010Uploads extends Migration {
  override name = 'm0010-uploads';

  override up(): void {
    this.addSql(`
      create table uploads (
        id uuid primary key,
        audiobook_id uuid not null references audiobooks (id) on delete cascade,
        user_id uuid not null references users (id) on delete cascade,
        state text not null default 'open' check (state in ('open', 'completed', 'aborted')),
        key text not null,
        multipart_id text not null,
        file_name text not null,
        size_bytes bigint not null check (size_bytes > 0),
        part_size_bytes bigint not null check (part_size_bytes > 0),
        part_count int not null check (part_count between 1 and 10000),
        created_at timestamptz not null default now(),
        updated_at timestamptz not null default now(),
        constraint uploads_key_unique unique (key)
      )`);
    this.addSql('create index uploads_audiobook_id_index on uploads (audiobook_id)');
    this.addSql('create index uploads_user_id_index on uploads (user_id)');
    this.addSql(`create index uploads_open_index on uploads (created_at) where state = 'open'`);
  }
}
