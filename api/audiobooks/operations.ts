import type { Operation } from '../http/route.ts';
import { createAudiobook } from './create-audiobook.ts';
import { deleteAudiobook } from './delete-audiobook.ts';
import { replaceAudiobook, updateAudiobook } from './edit-audiobook.ts';
import { listAllAudiobooks } from './list-all-audiobooks.ts';
import { listRecommendedAudiobooks } from './list-recommended.ts';
import { listSimilarAudiobooks } from './list-similar.ts';
import { putChapters } from './put-chapters.ts';
import { putCover } from './put-cover.ts';
import { publishAudiobook } from './publish-audiobook.ts';
import { getAudiobook } from './get-audiobook.ts';
import { getChapters } from './get-chapters.ts';
import { getCover } from './get-cover.ts';
import { getTranscript } from './get-transcript.ts';
import { listAudiobooks } from './list-audiobooks.ts';
import { searchAudiobooks } from './search-audiobooks.ts';
import { searchMyTranscripts, searchTranscript } from './search-transcript.ts';
import { suggestAudiobooks } from './suggest-audiobooks.ts';
import { uploadAudiobook } from './upload-audiobook.ts';

export const audiobooksOperations: Operation[] = [
  listAudiobooks,
  searchAudiobooks,
  suggestAudiobooks,
  listRecommendedAudiobooks,
  uploadAudiobook,
  createAudiobook,
  getAudiobook,
  replaceAudiobook,
  updateAudiobook,
  deleteAudiobook,
  publishAudiobook,
  listSimilarAudiobooks,
  getChapters,
  putChapters,
  getCover,
  putCover,
  getTranscript,
  searchTranscript,
  searchMyTranscripts,
  listAllAudiobooks,
];
