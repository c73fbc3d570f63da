import type { Operation } from '../http/route.ts';
import { addToCart } from './add-to-cart.ts';
import { clearCart } from './clear-cart.ts';
import { getCart } from './get-cart.ts';
import { mergeCart } from './merge-cart.ts';
import { removeFromCart } from './remove-from-cart.ts';

export const cartOperations: Operation[] = [
  getCart,
  addToCart,
  mergeCart,
  removeFromCart,
  clearCart,
];
