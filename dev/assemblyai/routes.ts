import type { IncomingMessage } from 'node:http';
import { type Answer, type CallFacts, jsonAnswer, noFacts } from '../ai/call.ts';
import { readJson } from '../ai/read-json.ts';
import { AssemblyAiError, unknownTranscript } from './assemblyai-error.ts';
import type { Job } from './job.ts';
import { presentListItem, presentTranscript } from './present-transcript.ts';
import { readOrder } from './read-order.ts';
import { receiveUpload } from './receive-upload.ts';
import type { AssemblyAiStandIn } from './stand-in.ts';

/** A call whose request has been read, before it has any effect. */
export interface AssemblyAiCall {
  facts: CallFacts;
  answer(): Answer;
}

interface Asked {
  standIn: AssemblyAiStandIn;
  request: IncomingMessage;
  apiKey: string;
  /** The last part of the path, where the route has one that varies. */
  id: string;
  query: URLSearchParams;
}

interface Route {
  method: string;
  path: RegExp;
  /** What fault rules and the ledger call it. */
  name: string;
  receive: (asked: Asked) => Promise<AssemblyAiCall> | AssemblyAiCall;
}

const routes: readonly Route[] = [
  { method: 'POST', path: /^\/v2\/upload$/, name: '/v2/upload', receive: upload },
  { method: 'POST', path: /^\/v2\/transcript$/, name: '/v2/transcript', receive: order },
  { method: 'GET', path: /^\/v2\/transcript$/, name: '/v2/transcripts', receive: list },
  { method: 'GET', path: /^\/v2\/transcript\/([^/]+)$/, name: '/v2/transcript/{id}', receive: get },
  {
    method: 'DELETE',
    path: /^\/v2\/transcript\/([^/]+)$/,
    name: '/v2/transcript/{id}/delete',
    receive: remove,
  },
];

/** @throws AssemblyAiError 404 */
export function findRoute(method: string, path: string): Route & { id: string } {
  for (const route of routes) {
    const match = route.method === method ? route.path.exec(path) : null;
    if (match) return { ...route, id: decodeURIComponent(match[1] ?? '') };
  }
  throw new AssemblyAiError(404, 'Not found');
}

async function upload({ standIn, request, apiKey }: Asked): Promise<AssemblyAiCall> {
  const kept = await receiveUpload(request, standIn.uploadDirectory, apiKey);
  return {
    facts: { ...noFacts, audioSha256: kept.sha256, audioBytes: kept.sizeBytes },
    answer() {
      standIn.uploads.set(kept.url, kept);
      return jsonAnswer({ upload_url: kept.url });
    },
  };
}

async function order({ standIn, request, apiKey }: Asked): Promise<AssemblyAiCall> {
  const body = await readJson(request);
  const ordered = readOrder(body);
  const audio = standIn.uploads.get(ordered.audio_url);
  return {
    facts: {
      ...noFacts,
      model: ordered.speech_models[0] ?? null,
      audioSha256: audio?.sha256 ?? null,
      audioBytes: audio?.sizeBytes ?? null,
    },
    answer: () => jsonAnswer(presentTranscript(standIn.jobs.add(apiKey, ordered))),
  };
}

const defaultLimit = 10;
const maxLimit = 200;

function list({ standIn, apiKey, query }: Asked): AssemblyAiCall {
  const limit = Number(query.get('limit') ?? defaultLimit);
  if (!Number.isInteger(limit) || limit < 1 || limit > maxLimit) {
    throw new AssemblyAiError(400, `"limit" must be between 1 and ${maxLimit}`);
  }
  return reading(() => {
    const transcripts = standIn.jobs.list(apiKey).slice(0, limit).map(presentListItem);
    const page = { limit, result_count: transcripts.length, current_url: '/v2/transcript' };
    return { page_details: { ...page, prev_url: null, next_url: null }, transcripts };
  });
}

function get(asked: Asked): AssemblyAiCall {
  const job = jobOf(asked);
  return reading(() => presentTranscript(job));
}

function remove(asked: Asked): AssemblyAiCall {
  const job = jobOf(asked);
  if (job.status === 'queued' || job.status === 'processing') {
    throw new AssemblyAiError(400, 'This transcript cannot be deleted while it is processing');
  }
  return reading(() => {
    const deleted = { ...job.order, audio_url: 'http://deleted_by_user' };
    asked.standIn.uploads.delete(job.order.audio_url);
    job.order = deleted;
    if (job.heard) job.heard = { ...job.heard, words: [] };
    return { ...presentTranscript(job), text: 'Deleted by user.' };
  });
}

function jobOf({ standIn, apiKey, id }: Asked): Job {
  const job = standIn.jobs.find(apiKey, id);
  if (!job) throw unknownTranscript();
  return job;
}

function reading(present: () => unknown): AssemblyAiCall {
  return { facts: { ...noFacts }, answer: () => jsonAnswer(present()) };
}
