import { z } from 'zod';

export const audioParams = z.object({ id: z.uuid() });

export const deliveryQuery = z.strictObject({
  delivery: z.enum(['redirect', 'proxy', 'link']).default('redirect').meta({
    description:
      '`redirect` to a short-lived presigned URL, `proxy` through the API, or that URL as a `link` in JSON, for players that cannot send headers',
  }),
});

export const audioLinkSchema = z
  .object({ url: z.url(), content_type: z.string(), expires_at: z.iso.datetime() })
  .meta({ id: 'AudioLink' });
