import { UniqueConstraintViolationException } from '@mikro-orm/core';
import type { z } from 'zod';
import { User } from '../../db/entities/user.ts';
import { Problem } from '../http/problem.ts';
import { route, type Call } from '../http/route.ts';
import { presentUser } from './present.ts';
import { profilePatchSchema, profileSchema, userSchema } from './schema.ts';

const shared = {
  tag: 'Users',
  path: '/users/me',
  auth: 'user',
  responses: { 200: { description: 'The account', schema: userSchema } },
  problems: ['username_taken'],
} as const;

export const replaceProfile = route({
  ...shared,
  operationId: 'replaceProfile',
  summary: 'Replace my profile',
  method: 'put',
  body: profileSchema,
  problems: ['username_taken'],
  handler: async (call) => ({ status: 200, body: await update(call) }),
});

export const updateProfile = route({
  ...shared,
  operationId: 'updateProfile',
  summary: 'Change parts of my profile',
  method: 'patch',
  body: profilePatchSchema,
  problems: ['username_taken'],
  handler: async (call) => ({ status: 200, body: await update(call) }),
});

type UpdateCall = Call<'user', unknown, unknown, z.output<typeof profilePatchSchema>>;

async function update({ body, user, em, deps }: UpdateCall) {
  const { publicUrl } = deps.config.http;
  const row = await em.findOneOrFail(User, { id: user.id });
  if (body.username !== undefined) row.username = body.username;
  if (body.bio !== undefined) row.bio = body.bio;
  if (body.playback_speed !== undefined) row.playbackSpeed = body.playback_speed;
  if (body.notification_preferences) row.notifications = body.notification_preferences;
  const { profile_picture: picture } = body;
  const formerKey = row.pictureKey ?? null;
  if (picture === null) row.pictureKey = null;
  else if (picture !== undefined && picture !== presentUser(row, publicUrl).profile_picture) {
    const message = 'send a new picture to PUT /users/me/picture';
    throw new Problem('validation_failed', {
      details: [{ path: 'body.profile_picture', message }],
    });
  }
  try {
    await em.flush();
  } catch (error) {
    if (error instanceof UniqueConstraintViolationException) throw new Problem('username_taken');
    throw error;
  }
  if (formerKey !== null && row.pictureKey === null) await deps.storage.delete(formerKey);
  return presentUser(row, publicUrl);
}
