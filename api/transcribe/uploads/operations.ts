import type { Operation } from '../../http/route.ts';
import { abortTranscriptUpload } from './abort-upload.ts';
import { completeTranscriptUpload } from './complete-upload.ts';
import { createTranscriptUpload } from './create-upload.ts';
import { getTranscriptUpload } from './get-upload.ts';

export const transcriptUploadsOperations: Operation[] = [
  createTranscriptUpload,
  getTranscriptUpload,
  completeTranscriptUpload,
  abortTranscriptUpload,
];
