import type { AudiobookCard } from '../../db/repositories/catalogue/audiobook-cards.ts';
import type { ApiDeps } from '../api-deps.ts';
import { Problem } from '../http/problem.ts';
import { contentTag } from '../http/entity-tag.ts';
import { presentAudiobook } from './present.ts';

/** One audiobook with its entity tag. */
export function answerAudiobook({ config }: Pick<ApiDeps, 'config'>, card: AudiobookCard | null) {
  if (!card) throw new Problem('not_found');
  const body = presentAudiobook(card, config.http.publicUrl);
  return { headers: { ETag: contentTag(card.version, body) }, body };
}
