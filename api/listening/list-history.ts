import type { z } from 'zod';
import { findCardsById } from '../../db/repositories/catalogue/audiobook-cards.ts';
import { listSessions } from '../../db/repositories/listening/listening-lists.ts';
import { presentAudiobook } from '../audiobooks/present.ts';
import { presentCursorPage, readPlace, timestampKey } from '../http/cursor-page.ts';
import { route, type Call } from '../http/route.ts';
import { historyPageSchema, listeningQuery } from './schema.ts';

const shared = {
  tag: 'Listening',
  method: 'get',
  auth: 'user',
  scope: 'library:read',
  query: listeningQuery,
  responses: { 200: { description: 'The one that began last first', schema: historyPageSchema } },
} as const;

export const listHistory = route({
  ...shared,
  operationId: 'listHistory',
  summary: 'My stretches of listening',
  description:
    'A stretch ends when nothing has come for half an hour. Minutes a day: `GET /listening/days`.',
  path: '/listening/history',
  handler: async (call) => ({ status: 200, ...(await pageOfSessions(call)) }),
});

export const listLibraryHistory = route({
  ...shared,
  operationId: 'listLibraryHistory',
  summary: 'My stretches of listening, as `GET /listening/history` has them',
  path: '/library/history',
  handler: async (call) => ({ status: 200, ...(await pageOfSessions(call)) }),
});

type HistoryCall = Call<'user', unknown, z.output<typeof listeningQuery>, unknown>;

async function pageOfSessions({ query, user, em, deps, ctx }: HistoryCall) {
  const place = readPlace(query, 'history', timestampKey);
  const { count, rows } = await listSessions(em, user, place);
  const cards = await findCardsById(
    em,
    rows.map((row) => row.audiobookId),
  );
  const { publicUrl } = deps.config.http;
  return presentCursorPage(ctx, publicUrl, place, {
    count,
    rows: rows.flatMap((session) => {
      const card = cards.get(session.audiobookId);
      return card ? [{ card, session }] : [];
    }),
    keyOf: ({ session }) => ({ value: session.startedAt.getTime(), id: session.id }),
    present: ({ card, session }) => ({
      id: session.id,
      audiobook: presentAudiobook(card, publicUrl),
      started_at: session.startedAt.toISOString(),
      ended_at: session.endedAt.toISOString(),
      start_position_seconds: session.startPositionSeconds,
      end_position_seconds: session.endPositionSeconds,
      listened_seconds: session.listenedSeconds,
    }),
  });
}
