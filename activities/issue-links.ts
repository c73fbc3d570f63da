import { DownloadLink } from '../db/entities/download-link.ts';
import { findDownloads } from '../db/repositories/store/downloads.ts';
import { findOrder, findOrderItems } from '../db/repositories/store/orders.ts';
import { transact } from '../db/transaction.ts';
import type { Deps } from '../platform/deps.ts';

export function createIssueLinks({
  orm,
  storage,
  config,
}: Pick<Deps, 'orm' | 'storage' | 'config'>) {
  /** Signs a link to every file of the order, keeps them with it, and so completes it. No link is in the history. */
  return async function issueLinks({ orderId }: { orderId: string }): Promise<void> {
    const em = orm.em.fork();
    const items = await findOrderItems(em, orderId);
    const expiresInSeconds = config.auth.linkTtlSeconds;
    const expiresAt = new Date(Date.now() + expiresInSeconds * 1000);
    const downloads = await findDownloads(
      em,
      items.map((item) => item.audiobook),
    );
    const links = await Promise.all(
      downloads.map(async ({ audiobookId, kind, key, fileName, contentType }) => ({
        order: orderId,
        audiobook: audiobookId,
        kind,
        fileName,
        url: await storage.presignDownload({ key, fileName, contentType, expiresInSeconds }),
        expiresAt,
      })),
    );
    await transact(em, async (tx) => {
      await tx.upsertMany(DownloadLink, links);
      const order = await findOrder(tx, orderId);
      order.status = 'fulfilled';
      order.fulfilledAt ??= new Date();
    });
  };
}
