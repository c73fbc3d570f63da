import type { Operation } from '../http/route.ts';
import { abortUpload } from './abort-upload.ts';
import { completeUpload } from './complete-upload.ts';
import { createUpload } from './create-upload.ts';
import { getUpload } from './get-upload.ts';

export const uploadsOperations: Operation[] = [
  createUpload,
  getUpload,
  completeUpload,
  abortUpload,
];
