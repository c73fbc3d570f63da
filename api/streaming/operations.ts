import type { Operation } from '../http/route.ts';
import { getSample } from './get-sample.ts';
import { streamAudiobook } from './stream-audiobook.ts';

export const streamingOperations: Operation[] = [streamAudiobook, getSample];
