import { z } from 'zod';

/** What the catcher is to do wrong, until told otherwise. `PUT /faults` replaces all of it. */
export const faultsSchema = z.strictObject({
  /** So many of the next mails are refused. */
  reject_next: z.int().min(0).default(0),
  /** The answer to those: 4xx asks to try again, 5xx does not. */
  reject_code: z.int().min(400).max(599).default(451),
  /** Each mail is answered only after that. */
  delay_seconds: z.number().min(0).max(600).default(0),
  /** Cut the connection instead of answering; `after_storing`: the mail is there all the same. */
  close_connection: z.union([z.boolean(), z.literal('after_storing')]).default(false),
});

export type Faults = z.infer<typeof faultsSchema>;
