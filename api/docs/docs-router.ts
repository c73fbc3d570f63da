import { createReadStream } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { Router } from '@koa/router';
import type { Context } from 'koa';
import { redocPage, swaggerPage } from './pages.ts';

const require = createRequire(import.meta.url);
const swaggerFolder = dirname(require.resolve('swagger-ui-dist/package.json'));
const redocFolder = dirname(require.resolve('redoc/package.json'));

const assets: Record<string, { path: string; type: string }> = {
  'swagger-ui.css': { path: join(swaggerFolder, 'swagger-ui.css'), type: 'text/css' },
  'swagger-ui-bundle.js': {
    path: join(swaggerFolder, 'swagger-ui-bundle.js'),
    type: 'text/javascript',
  },
  'redoc.standalone.js': {
    path: join(redocFolder, 'bundles/redoc.standalone.js'),
    type: 'text/javascript',
  },
};

/** The pages draw themselves with styles and workers of their own; scripts come from here alone. */
const contentSecurityPolicy = [
  "default-src 'self'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  'worker-src blob:',
  "frame-ancestors 'none'",
].join('; ');

/** `/openapi.json`, and the two pages that show it. Nothing is fetched from elsewhere. */
export function docsRouter(document: object): Router {
  const router = new Router();
  const json = JSON.stringify(document);

  function page(html: string) {
    return (ctx: Context) => {
      ctx.set('Content-Security-Policy', contentSecurityPolicy);
      ctx.type = 'text/html; charset=utf-8';
      ctx.body = html;
    };
  }

  router.get('openapi', '/openapi.json', (ctx: Context) => {
    ctx.type = 'application/json';
    ctx.set('Cache-Control', 'public, max-age=60');
    ctx.body = json;
  });
  router.get('docs', '/docs', page(swaggerPage));
  router.get('redoc', '/redoc', page(redocPage));
  for (const [name, { path, type }] of Object.entries(assets)) {
    router.get(name, `/docs/assets/${name}`, (ctx: Context) => {
      ctx.type = type;
      ctx.set('Cache-Control', 'public, max-age=86400');
      ctx.body = createReadStream(path);
    });
  }
  for (const [name, script] of Object.entries({ swagger: swaggerStart, redoc: redocStart })) {
    router.get(`${name}-start`, `/docs/assets/start-${name}.js`, (ctx: Context) => {
      ctx.type = 'text/javascript';
      ctx.body = script;
    });
  }
  return router;
}

const swaggerStart = `SwaggerUIBundle({ url: '/openapi.json', dom_id: '#docs', deepLinking: true, persistAuthorization: true });`;
const redocStart = `Redoc.init('/openapi.json', { disableSearch: false }, document.getElementById('docs'));`;
