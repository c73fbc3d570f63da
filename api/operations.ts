import { beginTotp } from './account/begin-totp.ts';
import { changePassword } from './account/change-password.ts';
import { confirmEmailChange } from './account/confirm-email-change.ts';
import { confirmTotp } from './account/confirm-totp.ts';
import { createApiKey } from './account/create-api-key.ts';
import { deleteMe } from './account/delete-me.ts';
import { endOneSession } from './account/end-session.ts';
import { exportMe } from './account/export-me.ts';
import { getTotp } from './account/get-totp.ts';
import { listApiKeys } from './account/list-api-keys.ts';
import { listSessions } from './account/list-sessions.ts';
import { removeTotp } from './account/remove-totp.ts';
import { requestEmailChange } from './account/request-email-change.ts';
import { revokeApiKey } from './account/revoke-api-key.ts';
import { listAuditEvents } from './admin/list-audit-events.ts';
import { listUsers } from './admin/list-users.ts';
import { setRole } from './admin/set-role.ts';
import { setStanding } from './admin/set-standing.ts';
import { getAudiobook } from './audiobooks/get-audiobook.ts';
import { getChapters } from './audiobooks/get-chapters.ts';
import { getCover } from './audiobooks/get-cover.ts';
import { getTranscript } from './audiobooks/get-transcript.ts';
import { listAudiobooks } from './audiobooks/list-audiobooks.ts';
import { uploadAudiobook } from './audiobooks/upload-audiobook.ts';
import { confirmPasswordReset } from './auth/confirm-password-reset.ts';
import { googleCallback } from './auth/google-callback.ts';
import { googleLogin } from './auth/google-login.ts';
import { googleRedirect } from './auth/google-redirect.ts';
import { login } from './auth/login.ts';
import { logoutEverywhere } from './auth/logout-everywhere.ts';
import { logout } from './auth/logout.ts';
import { refresh } from './auth/refresh.ts';
import { register } from './auth/register.ts';
import { requestPasswordReset } from './auth/request-password-reset.ts';
import { resendVerification } from './auth/resend-verification.ts';
import { secondFactor } from './auth/second-factor.ts';
import { verifyEmail } from './auth/verify-email.ts';
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
import { getPicture } from './users/get-picture.ts';
import { putPicture } from './users/put-picture.ts';
import { replaceProfile, updateProfile } from './users/update-profile.ts';

/** All of the API: the routing table and the OpenAPI document are made from this list. */
export const operations: Operation[] = [
  register,
  login,
  refresh,
  secondFactor,
  logout,
  logoutEverywhere,
  verifyEmail,
  resendVerification,
  requestPasswordReset,
  confirmPasswordReset,
  confirmEmailChange,
  googleRedirect,
  googleCallback,
  googleLogin,

  getMe,
  replaceProfile,
  updateProfile,
  deleteMe,
  exportMe,
  putPicture,
  getPicture,
  changePassword,
  requestEmailChange,
  listSessions,
  endOneSession,
  getTotp,
  beginTotp,
  confirmTotp,
  removeTotp,
  createApiKey,
  listApiKeys,
  revokeApiKey,

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

  listUsers,
  setRole,
  setStanding,
  listAuditEvents,
  listIngestions,
  retryIngestion,
];
