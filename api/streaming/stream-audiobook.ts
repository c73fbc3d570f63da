import { findPlayableAudio } from '../../db/repositories/listening/playable-audio.ts';
import { Problem } from '../http/problem.ts';
import { route } from '../http/route.ts';
import { recordingFile, sampleFile } from './audio-files.ts';
import { audioResponses, deliverAudio } from './deliver-audio.ts';
import { audioParams, deliveryQuery } from './schema.ts';

export const streamAudiobook = route({
  operationId: 'streamAudiobook',
  tag: 'Listening',
  summary: 'Listen to an audiobook',
  description:
    'The recording to its owner, whoever bought it and administrators; the free sample to everybody else. HEAD works ' +
    'as well, and tells size and type. Through the API (`delivery=proxy`) and behind the link ranges are served: one ' +
    'range is answered with 206, several with the whole file.',
  method: 'get',
  path: '/audiobooks/{id}/stream',
  auth: 'optional',
  scope: 'library:read',
  params: audioParams,
  query: deliveryQuery,
  responses: audioResponses,
  problems: ['range_not_satisfiable'],
  handler: async (call) => {
    const audio = await findPlayableAudio(call.em, call.user, call.params.id);
    const file = audio && (recordingFile(audio) ?? sampleFile(audio));
    if (!file) throw new Problem('not_found');
    return deliverAudio(call, file);
  },
});
