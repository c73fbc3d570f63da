import type { Operation } from '../http/route.ts';
import { getMe } from './get-me.ts';
import { getPicture } from './get-picture.ts';
import { getStats } from './get-stats.ts';
import { putPicture } from './put-picture.ts';
import { replaceProfile, updateProfile } from './update-profile.ts';

export const usersOperations: Operation[] = [
  getMe,
  replaceProfile,
  updateProfile,
  putPicture,
  getPicture,
  getStats,
];
