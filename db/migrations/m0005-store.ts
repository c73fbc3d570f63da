import { Migration } from '@mikro-orm/migrations';

export class M0005Store extends Migration {
  override name = 'm0005-store';

  override up(): void {
    this.addSql(`
      create table cart_items (
        user_id uuid not null references users (id) on delete cascade,
        audiobook_id uuid not null references audiobooks (id) on delete cascade,
        added_at timestamptz not null default now(),
        primary key (user_id, audiobook_id)
      )`);
    this.addSql('create index cart_items_audiobook_id_index on cart_items (audiobook_id)');

    this.addSql(`
      create table orders (
        id uuid primary key,
        user_id uuid not null references users (id),
        status text not null default 'pending' check (status in ('pending', 'paid', 'fulfilled',
          'payment_failed', 'refunded', 'cancelled')),
        total_minor int not null check (total_minor >= 0),
        currency char(3) not null,
        payment_method text not null,
        payment_provider text not null,
        payment_reference text null,
        failure_code text null,
        failure_detail text null,
        workflow_id text not null,
        paid_at timestamptz null,
        fulfilled_at timestamptz null,
        created_at timestamptz not null default now(),
        updated_at timestamptz not null default now()
      )`);
    this.addSql('create index orders_user_id_index on orders (user_id)');

    this.addSql(`
      create table order_items (
        order_id uuid not null references orders (id) on delete cascade,
        audiobook_id uuid not null references audiobooks (id) on delete restrict,
        title text not null,
        price_minor int not null check (price_minor >= 0),
        primary key (order_id, audiobook_id)
      )`);
    this.addSql('create index order_items_audiobook_id_index on order_items (audiobook_id)');

    this.addSql(`
      create table entitlements (
        id uuid primary key,
        user_id uuid not null references users (id),
        audiobook_id uuid not null references audiobooks (id),
        order_id uuid null references orders (id),
        reserved_at timestamptz not null default now(),
        granted_at timestamptz null,
        revoked_at timestamptz null
      )`);
    this.addSql(`create unique index entitlements_held_unique on entitlements (user_id, audiobook_id)
      where revoked_at is null`);
    this.addSql('create index entitlements_audiobook_id_index on entitlements (audiobook_id)');
    this.addSql('create index entitlements_order_id_index on entitlements (order_id)');

    this.addSql(`
      create table download_links (
        order_id uuid not null references orders (id) on delete cascade,
        audiobook_id uuid not null references audiobooks (id) on delete cascade,
        kind text not null check (kind in ('audio', 'txt', 'srt', 'vtt', 'json')),
        file_name text not null,
        url text not null,
        expires_at timestamptz not null,
        primary key (order_id, audiobook_id, kind)
      )`);

    this.addSql(`
      create table simulated_charges (
        idempotency_key text primary key,
        reference text not null,
        amount_minor int not null,
        currency char(3) not null,
        payment_method text not null,
        outcome text not null check (outcome in ('succeeded', 'declined')),
        created_at timestamptz not null default now(),
        refunded_at timestamptz null,
        constraint simulated_charges_reference_unique unique (reference)
      )`);
  }
}
