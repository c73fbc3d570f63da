/** What a key for machines may be allowed to do. What no scope covers, an account's own affairs above all, no key can. */
export const apiKeyScopes = {
  'catalogue:read': 'Browse and search the catalogue',
  'library:read': 'Read library, progress, orders and purchased books',
  'library:write': 'Change library, progress, bookmarks and reviews',
  'store:buy': 'Fill the cart and check out',
  'audiobooks:write': 'Upload and edit audiobooks',
  transcribe: 'Use the transcription service',
  tasks: 'Read and change tasks',
  admin: "An administrator's work, for administrators' keys",
} as const;

export type ApiKeyScope = keyof typeof apiKeyScopes;
