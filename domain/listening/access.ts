/** Who looks. */
export interface Viewer {
  id: string;
  role: 'user' | 'admin';
}

/** What the right to an audiobook follows from. */
export interface AccessFacts {
  isOnShelf: boolean;
  isPrivate: boolean;
  ownerId: string;
  /** Bought, and not given back. */
  isHeld: boolean;
}

/**
 * What somebody may do with an audiobook: `listen` to all of it, having bought it, as the owner of a private upload or
 * as an administrator; `see` it with its sample, as everybody what is for sale; or not even know that it exists.
 */
export function accessOf(
  viewer: Viewer,
  { isOnShelf, isPrivate, ownerId, isHeld }: AccessFacts,
): 'listen' | 'see' | 'none' {
  if (viewer.role === 'admin' || isHeld || (isPrivate && ownerId === viewer.id)) return 'listen';
  return isOnShelf ? 'see' : 'none';
}
