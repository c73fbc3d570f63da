import type { Operation } from '../http/route.ts';
import { deleteServiceTranscript } from './delete-transcript.ts';
import { getServiceTranscriptFile } from './get-transcript-file.ts';
import { getServiceTranscript } from './get-transcript.ts';
import { listServiceTranscripts } from './list-transcripts.ts';
import { searchServiceTranscripts } from './search-transcripts.ts';
import { uploadForTranscription } from './upload.ts';
import { transcriptUploadsOperations } from './uploads/operations.ts';
import { watchServiceTranscript } from './watch-transcript.ts';

export const transcribeOperations: Operation[] = [
  uploadForTranscription,
  ...transcriptUploadsOperations,
  listServiceTranscripts,
  searchServiceTranscripts,
  getServiceTranscriptFile,
  getServiceTranscript,
  watchServiceTranscript,
  deleteServiceTranscript,
];
