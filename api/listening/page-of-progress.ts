import type { z } from 'zod';
import { findAccess } from '../../db/repositories/listening/audiobook-access.ts';
import { findCardsById } from '../../db/repositories/catalogue/audiobook-cards.ts';
import {
  listProgress,
  type ListeningList,
} from '../../db/repositories/listening/listening-lists.ts';
import { presentAudiobook } from '../audiobooks/present.ts';
import { timestampKey, presentCursorPage, readPlace } from '../http/cursor-page.ts';
import type { Call } from '../http/route.ts';
import { presentProgress } from '../progress/present.ts';
import type { listeningQuery } from './schema.ts';

/** One page of audiobooks with where their listener is in them. */
export async function pageOfProgress(
  { query, user, em, deps, ctx }: Call<'user', unknown, z.output<typeof listeningQuery>, unknown>,
  list: ListeningList,
) {
  const place = readPlace(query, list, timestampKey);
  const { count, rows } = await listProgress(em, user, list, place);
  const ids = rows.map((row) => row.audiobookId);
  const [cards, audiobooks] = [await findCardsById(em, ids), await findAccess(em, user, ids)];
  const known = rows.flatMap((progress) => {
    const card = cards.get(progress.audiobookId);
    const audiobook = audiobooks.get(progress.audiobookId);
    return card && audiobook ? [{ card, audiobook, progress }] : [];
  });
  const { publicUrl } = deps.config.http;
  return presentCursorPage(ctx, publicUrl, place, {
    count,
    rows: known,
    keyOf: ({ progress }) => ({
      value: (list === 'current' ? progress.clientUpdatedAt : progress.completedAt)?.getTime() ?? 0,
      id: progress.audiobookId,
    }),
    present: ({ card, audiobook, progress }) => ({
      audiobook: presentAudiobook(card, publicUrl),
      progress: presentProgress(audiobook, progress),
    }),
  });
}
