import { defineEntity, p } from '@mikro-orm/core';
import { Audiobook } from './audiobook.ts';
import { User } from './user.ts';

export const CartItem = defineEntity({
  name: 'CartItem',
  tableName: 'cart_items',
  properties: {
    user: () => p.manyToOne(User).mapToPk().primary().deleteRule('cascade'),
    audiobook: () => p.manyToOne(Audiobook).mapToPk().primary().deleteRule('cascade').index(),
    addedAt: p.datetime().defaultRaw('now()'),
  },
});
