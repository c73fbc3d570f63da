import { getAudiobook } from './audiobooks/get-audiobook.ts';
import { getChapters } from './audiobooks/get-chapters.ts';
import { getCover } from './audiobooks/get-cover.ts';
import { getTranscript } from './audiobooks/get-transcript.ts';
import { listAudiobooks } from './audiobooks/list-audiobooks.ts';
import { uploadAudiobook } from './audiobooks/upload-audiobook.ts';
import { login } from './auth/login.ts';
import { logout } from './auth/logout.ts';
import { refresh } from './auth/refresh.ts';
import { register } from './auth/register.ts';
import { addToCart } from './cart/add-to-cart.ts';
import { clearCart } from './cart/clear-cart.ts';
import { getCart } from './cart/get-cart.ts';
import { mergeCart } from './cart/merge-cart.ts';
import { removeFromCart } from './cart/remove-from-cart.ts';
import type { Operation } from './http/route.ts';
import { getIngestion } from './ingestions/get-ingestion.ts';
import { listIngestions } from './ingestions/list-ingestions.ts';
import { retryIngestion } from './ingestions/retry-ingestion.ts';
import { watchIngestion } from './ingestions/watch-ingestion.ts';
import { getMyBookLinks } from './my-books/get-my-book-links.ts';
import { listMyBooks } from './my-books/list-my-books.ts';
import { checkout } from './orders/checkout.ts';
import { getOrder } from './orders/get-order.ts';
import { getReceipt } from './orders/get-receipt.ts';
import { listOrders } from './orders/list-orders.ts';
import { renewLinks } from './orders/renew-links.ts';
import { getMe } from './users/get-me.ts';

/** All of the API: the routing table and the OpenAPI document are made from this list. */
export const operations: Operation[] = [
  register,
  login,
  refresh,
  logout,
  getMe,

  listAudiobooks,
  uploadAudiobook,
  getAudiobook,
  getChapters,
  getCover,
  getTranscript,
  getIngestion,
  watchIngestion,

  getCart,
  addToCart,
  mergeCart,
  removeFromCart,
  clearCart,
  checkout,
  listOrders,
  getOrder,
  renewLinks,
  getReceipt,
  listMyBooks,
  getMyBookLinks,

  listIngestions,
  retryIngestion,
];
