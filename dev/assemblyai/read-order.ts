import { z } from 'zod';
import { AssemblyAiError } from './assemblyai-error.ts';

/** Models, and the languages that they know; null: all of them. */
const models: Record<string, readonly string[] | null> = {
  'universal-3-5-pro': ['en', 'es', 'pt', 'fr', 'de', 'it'],
  'universal-3-pro': ['en', 'es', 'pt', 'fr', 'de', 'it'],
  'universal-2': null,
};

const bodySchema = z.looseObject({
  audio_url: z.string().min(1),
  speech_models: z.array(z.string()).min(1).default(['universal-3-5-pro', 'universal-2']),
  language_code: z
    .string()
    .regex(/^[a-z]{2,3}(_[a-z]{2})?$/)
    .nullish(),
  language_detection: z.boolean().nullish(),
  prompt: z.string().max(4096).nullish(),
});

/** What a transcript is ordered with; the body of `POST /v2/transcript`. */
export type Order = z.infer<typeof bodySchema>;

/** @throws AssemblyAiError 400 */
export function readOrder(body: unknown): Order {
  const parsed = bodySchema.safeParse(body);
  if (!parsed.success) throw new AssemblyAiError(400, z.prettifyError(parsed.error));
  const order = parsed.data;
  const unknown = order.speech_models.find((name) => !Object.hasOwn(models, name));
  if (unknown !== undefined) {
    throw new AssemblyAiError(400, `"speech_models" has an unknown model: ${unknown}`);
  }
  if (order.language_code && order.language_detection) {
    const words = '`language_detection` is not available when `language_code` is specified.';
    throw new AssemblyAiError(400, words);
  }
  return order;
}

/** The first model of an order that knows the language; null where none does. */
export function modelFor(order: Order, language: string): string | null {
  const base = language.split('_')[0] ?? language;
  const knows = (name: string) => models[name]?.includes(base) ?? true;
  return order.speech_models.find(knows) ?? null;
}
