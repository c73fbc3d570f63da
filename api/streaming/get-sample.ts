import { findPlayableAudio } from '../../db/repositories/listening/playable-audio.ts';
import { Problem } from '../http/problem.ts';
import { route } from '../http/route.ts';
import { sampleFile } from './audio-files.ts';
import { audioResponses, deliverAudio } from './deliver-audio.ts';
import { audioParams, deliveryQuery } from './schema.ts';

export const getSample = route({
  operationId: 'getSample',
  tag: 'Listening',
  summary: 'The free sample of an audiobook',
  description: 'The first minutes, as MP3. Delivered as the recording is.',
  method: 'get',
  path: '/audiobooks/{id}/sample',
  auth: 'optional',
  scope: 'catalogue:read',
  params: audioParams,
  query: deliveryQuery,
  responses: audioResponses,
  problems: ['range_not_satisfiable'],
  handler: async (call) => {
    const audio = await findPlayableAudio(call.em, call.user, call.params.id);
    const file = audio && sampleFile(audio);
    if (!file) throw new Problem('not_found', { detail: 'There is no sample.' });
    return deliverAudio(call, file);
  },
});
