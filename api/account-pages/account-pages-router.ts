import { readFileSync } from 'node:fs';
import { Router } from '@koa/router';
import type { Context } from 'koa';
import { accountPage } from './account-page.ts';

/** Where the links of mails lead. The page itself sends the token on, so that a mail scanner's visit uses nothing up. */
const pages = {
  'verify-email': {
    title: 'Verify your mail address',
    button: 'Verify',
    endpoint: '/api/v1/auth/verify-email',
    asksPassword: false,
  },
  'reset-password': {
    title: 'Choose a new password',
    button: 'Set the password',
    endpoint: '/api/v1/auth/password-reset/confirm',
    asksPassword: true,
  },
  'change-email': {
    title: 'Confirm your new mail address',
    button: 'Confirm',
    endpoint: '/api/v1/auth/change-email/confirm',
    asksPassword: false,
  },
};

const script = readFileSync(new URL('account-page.client.js', import.meta.url), 'utf8');

export function accountPagesRouter(): Router {
  const router = new Router({ prefix: '/account' });
  for (const [name, page] of Object.entries(pages)) {
    const html = accountPage(page);
    router.get(name, `/${name}`, (ctx: Context) => {
      // The token in the address must not travel on.
      ctx.set('Referrer-Policy', 'no-referrer');
      ctx.type = 'text/html; charset=utf-8';
      ctx.body = html;
    });
  }
  router.get('account-page-script', '/page.js', (ctx: Context) => {
    ctx.type = 'text/javascript';
    ctx.body = script;
  });
  return router;
}
