import { Migration } from '@mikro-orm/migrations';

export class M0009Reviews extends Migration {
  override name = 'm0009-reviews';

  override up(): void {
    this.addSql(`
      create table reviews (
        id uuid primary key,
        user_id uuid not null references users (id) on delete cascade,
        audiobook_id uuid not null references audiobooks (id) on delete cascade,
        rating int not null check (rating between 1 and 5),
        text text not null default '',
        moderation text not null default 'approved'
          check (moderation in ('pending', 'approved', 'rejected')),
        moderation_note text null,
        helpful_count int not null default 0,
        report_count int not null default 0,
        created_at timestamptz not null default now(),
        updated_at timestamptz not null default now(),
        constraint reviews_user_id_audiobook_id_unique unique (user_id, audiobook_id)
      )`);
    // Ids sort by the time of their making. Whatever waits for moderation stands there, too, for its author.
    const sorts = {
      newest: 'audiobook_id, id desc',
      helpful: 'audiobook_id, helpful_count desc, id desc',
      rating: 'audiobook_id, rating desc, id desc',
    };
    for (const [name, columns] of Object.entries(sorts)) {
      this.addSql(`create index reviews_${name}_index on reviews (${columns})`);
    }
    this.addSql('create index reviews_moderation_index on reviews (moderation, id)');

    this.addSql(`
      create table review_votes (
        review_id uuid not null references reviews (id) on delete cascade,
        user_id uuid not null references users (id) on delete cascade,
        voted_at timestamptz not null default now(),
        primary key (review_id, user_id)
      )`);
    this.addSql('create index review_votes_user_id_index on review_votes (user_id)');
    this.addSql(`
      create table review_reports (
        review_id uuid not null references reviews (id) on delete cascade,
        user_id uuid not null references users (id) on delete cascade,
        reason text not null default '',
        reported_at timestamptz not null default now(),
        primary key (review_id, user_id)
      )`);
    this.addSql('create index review_reports_user_id_index on review_reports (user_id)');
  }
}
