import { Migration } from '@mikro-orm/migrations';

export class M0007CatalogueAtScale extends Migration {
  override name = 'm0007-catalogue-at-scale';

  override up(): void {
    for (const extension of ['pg_trgm', 'unaccent', 'btree_gin']) {
      this.addSql(`create extension if not exists ${extension}`);
    }
    // unaccent() itself depends on a dictionary that could be altered, and so is not immutable enough for an index.
    this.addSql(`
      create function plain_text(text) returns text language sql immutable parallel safe strict
      return lower(public.unaccent('public.unaccent'::regdictionary, $1))`);

    // An audiobook may be in the catalogue before there is a recording, and after it was taken off the shelf.
    this.addSql(`
      alter table audiobooks
        alter column source_key drop not null,
        alter column source_file_name drop not null,
        alter column source_format drop not null,
        alter column source_size_bytes drop not null,
        alter column transcription_id drop not null,
        add column sample_key text null,
        add column withdrawn_at timestamptz null,
        add column rating_sum bigint not null default '0',
        add column rating_count int not null default 0,
        add column review_count int not null default 0,
        add column play_count bigint not null default '0',
        add column rating_average double precision not null generated always as
          (case when rating_count = 0 then 0 else round(rating_sum::numeric / rating_count, 2) end) stored,
        add column version int not null default 1`);
    this.addSql('alter table audiobooks drop constraint audiobooks_status_check');
    this.addSql(`alter table audiobooks add constraint audiobooks_status_check check (status in ('draft',
      'uploaded', 'probing', 'transcribing', 'summarizing', 'published', 'transcription_failed', 'rejected'))`);

    this.addSql('drop index audiobooks_newest_index');
    const onShelf = `where visibility = 'store' and status = 'published' and withdrawn_at is null`;
    const sorts = {
      newest: 'published_at desc, id desc',
      popular: 'play_count desc, id desc',
      rating: 'rating_average desc, rating_count desc, id desc',
      title: 'plain_text(title), id',
      duration: 'duration_seconds, id',
      price: 'price_minor, id',
      language: 'language, published_at desc, id desc',
      released: 'release_date, id',
    };
    for (const [name, columns] of Object.entries(sorts)) {
      this.addSql(`create index audiobooks_${name}_index on audiobooks (${columns}) ${onShelf}`);
    }

    for (const table of ['authors', 'narrators', 'genres', 'series']) {
      this.addSql(
        `alter table ${table} add column photo_key text null, add column version int not null default 1`,
      );
      this.addSql(
        `create index ${table}_name_prefix_index on ${table} (plain_text(name::text) text_pattern_ops)`,
      );
      this.addSql(
        `create index ${table}_name_trigram_index on ${table} using gin (plain_text(name::text) gin_trgm_ops)`,
      );
    }
    this.addSql(`
      create table author_follows (
        user_id uuid not null references users (id) on delete cascade,
        author_id uuid not null references authors (id) on delete cascade,
        followed_at timestamptz not null default now(),
        primary key (user_id, author_id)
      )`);
    this.addSql('create index author_follows_author_id_index on author_follows (author_id)');

    // What is searched: narrow rows, so that ranking many of them reads few pages.
    this.addSql(`
      create table audiobook_search (
        audiobook_id uuid primary key references audiobooks (id) on delete cascade,
        title text not null,
        document tsvector not null,
        popularity real not null default 0
      )`);
    this.addSql(
      'create index audiobook_search_document_index on audiobook_search using gin (document)',
    );
    this.addSql(
      'create index audiobook_search_title_index on audiobook_search (title text_pattern_ops)',
    );
    // Every word of the catalogue, to find the one that was meant.
    this.addSql(`
      create table search_words (
        word text primary key,
        uses int not null default 1
      )`);
    this.addSql(
      'create index search_words_trigram_index on search_words using gin (word gin_trgm_ops)',
    );

    // Passages of transcripts, some 30 seconds each.
    this.addSql(`
      create table transcript_passages (
        transcription_id uuid not null references transcriptions (id) on delete cascade,
        number int not null,
        start_seconds double precision not null,
        end_seconds double precision not null,
        text text not null,
        document tsvector not null,
        primary key (transcription_id, number)
      )`);
    this.addSql(`create index transcript_passages_document_index on transcript_passages
      using gin (transcription_id, document)`);
  }
}
