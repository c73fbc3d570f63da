import type { Em } from '../../db/orm.config.ts';
import {
  findTranscript,
  type TranscriptRow,
} from '../../db/repositories/transcribe/transcripts.ts';
import { Problem } from '../http/problem.ts';
import type { Caller } from './caller.ts';

/** The caller's own transcript. Anybody else's does not exist. */
export async function requireOwn(
  em: Em,
  { owner }: Pick<Caller, 'owner'>,
  id: string,
): Promise<TranscriptRow> {
  const row = owner && (await findTranscript(em, owner, id));
  if (!row) throw new Problem('not_found');
  return row;
}
