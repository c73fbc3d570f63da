import { findCardsById } from '../../db/repositories/catalogue/audiobook-cards.ts';
import type { Em } from '../../db/orm.config.ts';
import type { ApiDeps } from '../api-deps.ts';
import { presentAudiobook } from './present.ts';

/** A short list of audiobooks, in the order of their ids. */
export async function presentInOrder(
  em: Em,
  { config }: Pick<ApiDeps, 'config'>,
  ids: readonly string[],
) {
  const cards = await findCardsById(em, ids);
  const { publicUrl } = config.http;
  const results = ids.flatMap((id) => {
    const card = cards.get(id);
    return card ? [presentAudiobook(card, publicUrl)] : [];
  });
  return { results };
}
