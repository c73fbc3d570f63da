import type { Em } from '../../db/orm.config.ts';
import type { AudiobookCard } from '../../db/repositories/catalogue/audiobook-cards.ts';
import { holdsEntitlement } from '../../db/repositories/store/entitlements.ts';
import { Problem } from '../http/problem.ts';
import type { CurrentUser } from '../http/route.ts';

type Who = CurrentUser | null;
/** A card, or the entity itself. */
type Book = Pick<AudiobookCard, 'id' | 'visibility' | 'status'> &
  ({ owner_id: string } | { owner: string });

/** What is in the store everybody may see; the rest only its owner and administrators, and nobody else learns of it. */
export function requireVisible<Found extends Book>(user: Who, book: Found | null): Found {
  if (book && (isInStore(book) || isManager(user, book))) return book;
  throw new Problem('not_found');
}

/** Where everybody may see it; what was withdrawn from sale can still be looked at by those who have its address. */
export function isInStore({ visibility, status }: Pick<Book, 'visibility' | 'status'>): boolean {
  return visibility === 'store' && status === 'published';
}

/** Whoever may change it: administrators, and the owner of what is private. To others it is not there. */
export function requireManager<Found extends Book>(user: CurrentUser, book: Found | null): Found {
  const visible = requireVisible(user, book);
  if (isManager(user, visible)) return visible;
  throw new Problem('forbidden');
}

/** Whoever bought it, its owner, administrators. */
export async function requireEntitled<Found extends Book>(
  em: Em,
  user: CurrentUser,
  book: Found | null,
): Promise<Found> {
  const visible = requireVisible(user, book);
  if (isManager(user, visible) || (await holdsEntitlement(em, user.id, visible.id))) return visible;
  throw new Problem('forbidden', { detail: 'Buy the audiobook first.' });
}

function isManager(user: Who, book: Book): boolean {
  if (!user) return false;
  const ownerId = 'owner' in book ? book.owner : book.owner_id;
  return user.role === 'admin' || (ownerId === user.id && book.visibility === 'private');
}
