import { z } from 'zod';
import { audiobookSchema } from '../audiobooks/schema.ts';
import { pageQuery, pageSchema } from '../http/pagination.ts';
import { linkSchema } from '../orders/schema.ts';

export const myBooksQuery = z.strictObject(pageQuery);

const myBookSchema = z
  .object({
    audiobook: audiobookSchema,
    order_id: z.uuid().nullable(),
    purchased_at: z.iso.datetime(),
    links: z.array(linkSchema),
  })
  .meta({ id: 'MyBook' });

export const myBooksSchema = pageSchema(myBookSchema, 'MyBookPage');
