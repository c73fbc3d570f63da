import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { removeOrphanedAudio } from '../../activities/orphaned-audio.ts';
import { startApi, type TestApi } from '../support/api.ts';
import { nearlyAudio, uploadAudio } from '../support/transcripts.ts';

let api: TestApi;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.stop());

it('removes audio that no transcript knows, once it is old, and no other', async () => {
  const { storage } = api.deps;
  const { body } = await uploadAudio(api.guest, nearlyAudio());
  const kept = `transcripts/${body.transcript_id}/source.wav`;
  const orphan = `transcripts/${randomUUID()}/source.mp3`;
  await storage.put(orphan, 'x', 'audio/mpeg');
  const { signal } = new AbortController();
  expect(await removeOrphanedAudio(api.deps, new Date(Date.now() - 60_000), signal)).toBe(0);
  expect(await storage.head(orphan)).not.toBeNull();
  expect(await removeOrphanedAudio(api.deps, new Date(Date.now() + 60_000), signal)).toBe(1);
  expect(await storage.head(orphan)).toBeNull();
  expect(await storage.head(kept)).not.toBeNull();
});
