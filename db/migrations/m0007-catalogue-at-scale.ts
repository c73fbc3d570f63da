import { Migration } from '@mikro-orm/migrations';

/** What audiobooks go with by name. */
const named = ['authors', 'narrators', 'genres', 'tags', 'series'];

const isForSale = `a.visibility = 'store' and a.status = 'published' and a.withdrawn_at is null`;

/**
 * Names that come with what is for sale are for everybody to see from then on; those of private audiobooks alone are
 * not. Rows are locked in one order, so that two that list the same names never wait for each other in a ring.
 */
const listNames = named
  .map((table) => {
    const link = `audiobook_${table}`;
    const ids =
      table === 'series'
        ? 'select a.series_id from audiobooks a where'
        : `select l.${table.slice(0, -1)}_id from ${link} l join audiobooks a on a.id = l.audiobook_id where`;
    return `update ${table} set is_listed = true where id in (
      select n.id from ${table} n where not n.is_listed and n.id in (${ids} a.id = any(ids) and ${isForSale})
      order by n.id for update);`;
  })
  .join('\n');

/**
 * Makes the searched rows of some audiobooks anew: title before people and series, those before tags and genres, those
 * before the description. Words stand there stemmed, for English, and as they are, for names and all other languages.
 */
const refreshSearch = `
  create function refresh_audiobook_search(ids uuid[]) returns void language sql as $$
    ${listNames}
    with texts as (
      select a.id, a.title,
        concat_ws(' ',
          (select string_agg(p.name::text, ' ' order by l.position) from audiobook_authors l
            join authors p on p.id = l.author_id where l.audiobook_id = a.id),
          (select string_agg(p.name::text, ' ' order by l.position) from audiobook_narrators l
            join narrators p on p.id = l.narrator_id where l.audiobook_id = a.id),
          (select s.name::text from series s where s.id = a.series_id)) as people,
        concat_ws(' ',
          (select string_agg(t.name::text, ' ') from audiobook_tags l
            join tags t on t.id = l.tag_id where l.audiobook_id = a.id),
          (select string_agg(g.name::text, ' ') from audiobook_genres l
            join genres g on g.id = l.genre_id where l.audiobook_id = a.id)) as shelves,
        left(a.description, 2000) as description,
        ln(1 + a.play_count + 10 * a.rating_count)::real as popularity
      from audiobooks a
      where a.id = any(ids) and ${isForSale}
    ), gone as (
      delete from audiobook_search where audiobook_id = any(ids) and audiobook_id not in (select id from texts)
    ), suggested_no_more as (
      delete from audiobook_titles where audiobook_id = any(ids) and audiobook_id not in (select id from texts)
    ), suggested as (
      insert into audiobook_titles (audiobook_id, title, popularity)
      select id, plain_text(title), popularity from texts
      on conflict (audiobook_id) do update set title = excluded.title, popularity = excluded.popularity
    ), words as (
      insert into search_words (word, uses)
      select lexeme, count(*) from texts, unnest(
        to_tsvector('lector_words', concat_ws(' ', title, people, shelves)) ||
        to_tsvector('lector_stems', concat_ws(' ', title, shelves)))
      where length(lexeme) between 3 and 40
      group by lexeme
      order by lexeme
      on conflict (word) do update set uses = search_words.uses + excluded.uses
    )
    insert into audiobook_search (audiobook_id, title, document, popularity)
    select id, plain_text(title),
      setweight(to_tsvector('lector_stems', title), 'A') || setweight(to_tsvector('lector_words', title), 'A') ||
      setweight(to_tsvector('lector_words', people), 'B') ||
      setweight(to_tsvector('lector_stems', shelves), 'C') || setweight(to_tsvector('lector_words', shelves), 'C') ||
      setweight(to_tsvector('lector_stems', description), 'D'),
      popularity
    from texts
    on conflict (audiobook_id) do update
      set title = excluded.title, document = excluded.document, popularity = excluded.popularity
  $$`;

/** What listeners count; it changes all the time, and is no new version of the audiobook. */
const counters = `array['rating_sum', 'rating_count', 'rating_average', 'review_count', 'play_count', 'version', 'updated_at']`;

/**
 * Every process hears of every change that clients can see, and drops what it has cached of it. What only stands in the
 * counters does not move a book to another place: `rated` tells it apart.
 */
const changeTriggers = [
  `create function raise_version() returns trigger language plpgsql as $$
    begin
      if to_jsonb(new) - ${counters} is distinct from to_jsonb(old) - ${counters} then
        new.version := old.version + 1;
      end if;
      return new;
    end $$`,
  `create trigger audiobooks_version before update on audiobooks
    for each row execute function raise_version()`,
  `create function tell_change() returns trigger language plpgsql as $$
    begin
      perform pg_notify('lector_changes', tg_table_name || ':' || coalesce(new.id, old.id)::text);
      return null;
    end $$`,
  `create function tell_audiobook_change() returns trigger language plpgsql as $$
    begin
      if tg_op <> 'UPDATE' or new.version <> old.version then
        perform pg_notify('lector_changes', 'audiobooks:' || coalesce(new.id, old.id)::text);
      elsif new.rating_sum <> old.rating_sum or new.rating_count <> old.rating_count
        or new.review_count <> old.review_count then
        perform pg_notify('lector_changes', 'rated:' || new.id::text);
      elsif new.play_count <> old.play_count then
        perform pg_notify('lector_changes', 'played:' || new.id::text);
      end if;
      return null;
    end $$`,
  `create trigger audiobooks_changes after insert or update or delete on audiobooks
    for each row execute function tell_audiobook_change()`,
  // What is listened to more is found further up; counted in tenths of a logarithm, so that few plays write anything.
  `create function keep_popularity() returns trigger language plpgsql as $$
    begin
      update audiobook_search set popularity = ln(1 + greatest(0, new.play_count + 10 * new.rating_count))
      where audiobook_id = new.id;
      update audiobook_titles set popularity = ln(1 + greatest(0, new.play_count + 10 * new.rating_count))
      where audiobook_id = new.id;
      return null;
    end $$`,
  `create trigger audiobooks_popularity after update of play_count, rating_count on audiobooks
    for each row when (floor(10 * ln(1 + greatest(0, old.play_count + 10 * old.rating_count))) <>
      floor(10 * ln(1 + greatest(0, new.play_count + 10 * new.rating_count))))
    execute function keep_popularity()`,
  ...named.map(
    (table) => `create trigger ${table}_changes after insert or update or delete on ${table}
      for each row execute function tell_change()`,
  ),
];

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

    // Words as they are, for names and all languages, and stemmed, for English; both without accents.
    for (const [name, copied, dictionary] of [
      ['lector_words', 'simple', 'simple'],
      ['lector_stems', 'english', 'english_stem'],
    ] as const) {
      this.addSql(`create text search configuration public.${name} (copy = pg_catalog.${copied})`);
      this.addSql(`alter text search configuration public.${name}
        alter mapping for hword, hword_part, word with public.unaccent, pg_catalog.${dictionary}`);
    }

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
      rating: '(rating_average * 1e12 + rating_count) desc, id desc',
      title: 'plain_text(title) collate "C", id',
      duration: 'coalesce(duration_seconds, 0), id',
      price: 'price_minor, id',
      language: 'language, published_at desc, id desc',
      released: 'release_date, id',
    };
    for (const [name, columns] of Object.entries(sorts)) {
      this.addSql(`create index audiobooks_${name}_index on audiobooks (${columns}) ${onShelf}`);
    }

    for (const table of named) {
      this.addSql(`alter table ${table} add column version int not null default 1`);
      this.addSql(
        `create index ${table}_name_index on ${table} (plain_text(name::text) collate "C", id) where is_listed`,
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

    // What is searched: narrow rows, so that ranking many of them reads few pages. The room that is left in each page is
    // for a new popularity: a row that stays in its page leaves the indexes alone.
    this.addSql(`
      create table audiobook_search (
        audiobook_id uuid primary key references audiobooks (id) on delete cascade,
        title text not null,
        document tsvector not null,
        popularity real not null default 0
      ) with (fillfactor = 90)`);
    // Every search would read from end to end what waits to be put in its place (`fastupdate`).
    this.addSql(`create index audiobook_search_document_index
      on audiobook_search using gin (document) with (fastupdate = off)`);
    // Titles and names only: what is common stands in few of them, and in very many tags and descriptions.
    this.addSql(`create index audiobook_search_heading_index
      on audiobook_search using gin (ts_filter(document, '{a,b}')) with (fastupdate = off)`);
    // What is suggested. Apart from what is searched: the popularity that changes is in the indexes here, and a new
    // version of a row in `audiobook_search` would put all its words into the index again.
    this.addSql(`
      create table audiobook_titles (
        audiobook_id uuid primary key references audiobooks (id) on delete cascade,
        title text not null,
        popularity real not null default 0
      )`);
    // Two ways to the most popular of those that begin as typed: all of the few, or down from the most popular of all.
    this.addSql(`create index audiobook_titles_beginning_index
      on audiobook_titles (title text_pattern_ops) include (popularity, audiobook_id)`);
    this.addSql(`create index audiobook_titles_popular_index
      on audiobook_titles (popularity desc, audiobook_id) include (title)`);
    // Every word of the catalogue and its stem, to find the one that was meant.
    this.addSql(`
      create table search_words (
        word text collate "C" primary key,
        uses int not null default 1
      )`);
    this.addSql(
      'create index search_words_trigram_index on search_words using gin (word gin_trgm_ops)',
    );

    this.addSql(refreshSearch);
    for (const statement of changeTriggers) this.addSql(statement);

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
