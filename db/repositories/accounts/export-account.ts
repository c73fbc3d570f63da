import type { Em } from '../../orm.config.ts';
import { exportListening } from './export-listening.ts';

/** Everything that is kept about a user, as plain rows, without what is secret even to them. */
export async function exportAccount(em: Em, userId: string): Promise<Record<string, object[]>> {
  const kysely = em.getKysely();
  const own = 'user_id';
  return {
    profile: await kysely
      .selectFrom('users')
      .select(['id', 'email', 'username', 'role', 'bio', 'playback_speed', 'notifications'])
      .select(['email_verified_at', 'created_at', 'updated_at'])
      .where('id', '=', userId)
      .execute(),
    sessions: await kysely
      .selectFrom('sessions')
      .select(['id', 'user_agent', 'ip_address', 'created_at', 'last_used_at', 'revoked_at'])
      .where(own, '=', userId)
      .execute(),
    identities: await kysely
      .selectFrom('identities')
      .select(['provider', 'email', 'created_at'])
      .where(own, '=', userId)
      .execute(),
    api_keys: await kysely
      .selectFrom('api_keys')
      .select(['id', 'name', 'scopes', 'created_at', 'last_used_at', 'revoked_at'])
      .where(own, '=', userId)
      .execute(),
    audiobooks: await kysely
      .selectFrom('audiobooks')
      .select(['id', 'title', 'description', 'summary', 'status', 'visibility', 'created_at'])
      .where('owner_id', '=', userId)
      .execute(),
    orders: await kysely
      .selectFrom('orders')
      .select(['id', 'status', 'total_minor', 'currency', 'payment_method', 'created_at'])
      .where(own, '=', userId)
      .execute(),
    order_items: await kysely
      .selectFrom('order_items')
      .innerJoin('orders', 'orders.id', 'order_items.order_id')
      .select(['order_items.order_id', 'order_items.audiobook_id', 'order_items.title'])
      .select('order_items.price_minor')
      .where('orders.user_id', '=', userId)
      .execute(),
    entitlements: await kysely
      .selectFrom('entitlements')
      .select(['audiobook_id', 'order_id', 'granted_at', 'revoked_at'])
      .where(own, '=', userId)
      .execute(),
    cart: await kysely
      .selectFrom('cart_items')
      .select(['audiobook_id', 'added_at'])
      .where(own, '=', userId)
      .execute(),
    reviews: await kysely
      .selectFrom('reviews')
      .select(['audiobook_id', 'rating', 'text', 'moderation', 'created_at', 'updated_at'])
      .where(own, '=', userId)
      .execute(),
    transcripts: await kysely
      .selectFrom('transcripts')
      .select(['id', 'status', 'file_name', 'size_bytes', 'audio_seconds', 'language', 'text'])
      .select(['webhook_url', 'created_at', 'completed_at', 'audio_removed_at'])
      .where(own, '=', userId)
      .orderBy('id')
      .execute(),
    tasks: await kysely
      .selectFrom('tasks')
      .select(['id', 'name', 'category', 'tags', 'version', 'created_at', 'updated_at'])
      .where('owner_id', '=', userId)
      .orderBy('id')
      .execute(),
    task_prompts: await kysely
      .selectFrom('task_prompts')
      .innerJoin('tasks', 'tasks.id', 'task_prompts.task_id')
      .select(['task_prompts.task_id', 'task_prompts.position', 'task_prompts.text'])
      .select(['task_prompts.state', 'task_prompts.source'])
      .where('tasks.owner_id', '=', userId)
      .orderBy('task_prompts.task_id')
      .orderBy('task_prompts.position')
      .execute(),
    emails: await kysely
      .selectFrom('emails')
      .innerJoin('users', 'users.email', 'emails.recipient')
      .select(['emails.kind', 'emails.recipient', 'emails.status', 'emails.created_at'])
      .where('users.id', '=', userId)
      .orderBy('emails.id')
      .execute(),
    ...(await exportListening(em, userId)),
    audit_events: await kysely
      .selectFrom('audit_events')
      .select(['kind', 'ip_address', 'user_agent', 'detail', 'at'])
      .where(own, '=', userId)
      .orderBy('id')
      .execute(),
  };
}
