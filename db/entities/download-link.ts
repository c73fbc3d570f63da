import { defineEntity, p, type InferEntity } from '@mikro-orm/core';
import { Audiobook } from './audiobook.ts';
import { Order } from './order.ts';

export const linkKinds = ['audio', 'txt', 'srt', 'vtt', 'json'] as const;
export type LinkKind = (typeof linkKinds)[number];

/** A presigned link that was issued for an order. Past its time it is worth nothing. */
export const DownloadLink = defineEntity({
  name: 'DownloadLink',
  tableName: 'download_links',
  properties: {
    order: () => p.manyToOne(Order).mapToPk().primary().deleteRule('cascade'),
    audiobook: () => p.manyToOne(Audiobook).mapToPk().primary().deleteRule('cascade'),
    kind: p.string().$type<LinkKind>().columnType('text').primary(),
    fileName: p.text(),
    url: p.text(),
    expiresAt: p.datetime(),
  },
});
export type DownloadLink = InferEntity<typeof DownloadLink>;
