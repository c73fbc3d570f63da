interface ExportedTable {
  /** Where it is called another name in the export. */
  table?: string;
  /** The column that says whose a row is; `user_id` by itself. */
  owner?: string;
  /** What its user is given; rows come in the order of the first. */
  columns: readonly string[];
}

/** Whatever hangs on a user directly, by its name in the export of an account. */
export const exportedTables: Record<string, ExportedTable> = {
  profile: {
    table: 'users',
    owner: 'id',
    columns: [
      ...['id', 'email', 'username', 'role', 'bio', 'playback_speed', 'notifications'],
      ...['email_verified_at', 'created_at', 'updated_at'],
    ],
  },
  sessions: {
    columns: ['id', 'user_agent', 'ip_address', 'created_at', 'last_used_at', 'revoked_at'],
  },
  identities: { columns: ['provider', 'email', 'created_at'] },
  api_keys: { columns: ['id', 'name', 'scopes', 'created_at', 'last_used_at', 'revoked_at'] },
  audit_events: { columns: ['at', 'kind', 'ip_address', 'user_agent', 'detail'] },

  audiobooks: {
    owner: 'owner_id',
    columns: ['id', 'title', 'description', 'summary', 'status', 'visibility', 'created_at'],
  },
  orders: {
    columns: ['id', 'status', 'total_minor', 'currency', 'payment_method', 'created_at'],
  },
  entitlements: { columns: ['audiobook_id', 'order_id', 'granted_at', 'revoked_at'] },
  cart: { table: 'cart_items', columns: ['audiobook_id', 'added_at'] },

  library_items: { columns: ['audiobook_id', 'collection', 'source', 'added_at'] },
  favorites: { columns: ['audiobook_id', 'added_at'] },
  listening_progress: {
    columns: [
      ...['audiobook_id', 'position_seconds', 'playback_speed', 'is_completed'],
      ...['started_at', 'completed_at', 'updated_at'],
    ],
  },
  listening_sessions: { columns: ['started_at', 'audiobook_id', 'ended_at', 'listened_seconds'] },
  listening_days: { columns: ['day', 'listened_seconds'] },
  bookmarks: {
    columns: ['audiobook_id', 'position_seconds', 'end_seconds', 'note', 'quote', 'created_at'],
  },
  reviews: {
    columns: ['audiobook_id', 'rating', 'text', 'moderation', 'created_at', 'updated_at'],
  },
  review_votes: { columns: ['review_id', 'voted_at'] },
  review_reports: { columns: ['review_id', 'reason', 'reported_at'] },
  author_follows: { columns: ['author_id', 'followed_at'] },

  transcripts: {
    columns: [
      ...['id', 'status', 'file_name', 'size_bytes', 'audio_seconds', 'language', 'text'],
      ...['webhook_url', 'created_at', 'completed_at', 'audio_removed_at'],
    ],
  },
  tasks: {
    owner: 'owner_id',
    columns: ['id', 'name', 'category', 'tags', 'version', 'created_at', 'updated_at'],
  },
};
