import type { DownloadLink } from '../../db/entities/download-link.ts';
import type { Order, OrderItem } from '../../db/entities/order.ts';
import type { OrderBody } from './schema.ts';

export function presentOrder(
  order: Order,
  items: OrderItem[],
  links: DownloadLink[],
  publicUrl: string,
): OrderBody {
  const { currency } = order;
  return {
    id: order.id,
    status: order.status,
    items: items.map((item) => ({
      audiobook_id: item.audiobook,
      title: item.title,
      price: { amount: item.priceMinor, currency },
    })),
    total: { amount: order.totalMinor, currency },
    payment: {
      provider: order.paymentProvider,
      method: order.paymentMethod,
      reference: order.paymentReference ?? null,
      paid_at: order.paidAt?.toISOString() ?? null,
    },
    error: order.failureCode
      ? { code: order.failureCode, detail: order.failureDetail ?? '' }
      : null,
    links: links.filter((link) => link.expiresAt > new Date()).map(presentStoredLink),
    receipt_url: order.paidAt ? `${publicUrl}/api/v1/orders/${order.id}/receipt` : null,
    workflow_id: order.workflowId,
    created_at: order.createdAt.toISOString(),
    fulfilled_at: order.fulfilledAt?.toISOString() ?? null,
  };
}

function presentStoredLink(link: DownloadLink) {
  return {
    audiobook_id: link.audiobook,
    kind: link.kind,
    file_name: link.fileName,
    url: link.url,
    expires_at: link.expiresAt.toISOString(),
  };
}
