import { createDraft, type BookChanges } from '../../db/repositories/catalogue/edit-audiobook.ts';
import { refreshSearch } from '../../db/repositories/search/search-index.ts';
import { newId } from '../../db/new-id.ts';
import { transact } from '../../db/transaction.ts';
import { Audiobook } from '../../db/entities/audiobook.ts';
import type { TestApi } from './api.ts';

/** An audiobook for sale with its people and shelves, that search finds. @returns its id */
export async function shelveBook(
  { deps, admin }: TestApi,
  book: BookChanges & { title: string },
  values: Partial<Audiobook> = {},
): Promise<string> {
  const draft = { id: newId(), ownerId: admin.id, visibility: 'store', title: book.title } as const;
  await transact(deps.orm.em.fork(), async (tx) => {
    await createDraft(tx, draft, book);
    const published = { status: 'published' as const, publishedAt: new Date(), ...values };
    await tx.nativeUpdate(Audiobook, { id: draft.id }, published);
    await refreshSearch(tx, [draft.id]);
  });
  return draft.id;
}
