import { openAsBlob } from 'node:fs';
import { FileService, TranscriptService, type TranscriptParams } from 'assemblyai';
import { brokenCall, failedAnswer } from './failure.ts';

export interface AssemblyAiOptions {
  apiKey: string;
  /** Without a path; the one in Europe is https://api.eu.assemblyai.com. */
  baseUrl: string;
  /** For calls that carry no audio. */
  callTimeoutMs?: number;
}

/** Calls to AssemblyAI. Each fails as a LectorFailure with an `ai_…` code, or as it is where `signal` ended it. */
export interface AssemblyAiClient {
  /** @returns the address by which a transcript is ordered; nobody but AssemblyAI can read it */
  upload(path: string, signal: AbortSignal): Promise<string>;
  submit(params: TranscriptParams, signal: AbortSignal): Promise<unknown>;
  get(id: string, signal: AbortSignal): Promise<unknown>;
  /** The latest 200, newest first. */
  list(signal: AbortSignal): Promise<{ id: string; audio_url: string }[]>;
}

/** Long enough for 100 MB over a slow line. */
const uploadTimeoutMs = 20 * 60 * 1000;
const defaultCallTimeoutMs = 60_000;
const listLimit = 200;

type Send = (init: RequestInit | undefined) => Promise<Response>;
/** Around every request that the package makes. */
type Guard = (init: RequestInit | undefined, send: Send) => Promise<Response>;

/**
 * The package knows the protocol, but takes no AbortSignal, has no timeouts, and of a failed answer keeps the words
 * alone: neither status nor Retry-After. All three are put around the one method that its requests go through.
 */
export function createAssemblyAiClient(options: AssemblyAiOptions): AssemblyAiClient {
  const { apiKey, baseUrl, callTimeoutMs = defaultCallTimeoutMs } = options;
  const params = { apiKey, baseUrl: baseUrl.replace(/\/$/, '') };

  async function call<Answer>(
    signal: AbortSignal,
    timeoutMs: number,
    work: (files: FileService, transcripts: TranscriptService) => Promise<Answer>,
  ): Promise<Answer> {
    signal.throwIfAborted();
    const guard = guardWith(AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]));
    const files = new GuardedFiles(params, guard);
    try {
      return await work(files, new GuardedTranscripts(params, files, guard));
    } catch (error) {
      signal.throwIfAborted();
      throw brokenCall(error);
    }
  }

  return {
    upload: (path, signal) =>
      call(signal, uploadTimeoutMs, async (files) => files.upload(await openAsBlob(path))),
    submit: (job, signal) =>
      call(signal, callTimeoutMs, (_, transcripts) => transcripts.submit(job)),
    get: (id, signal) =>
      call(signal, callTimeoutMs, (_, transcripts) => transcripts.get(encodeURIComponent(id))),
    list: (signal) =>
      call(signal, callTimeoutMs, async (_, transcripts) => {
        return (await transcripts.list({ limit: listLimit })).transcripts;
      }),
  };
}

function guardWith(signal: AbortSignal): Guard {
  return async (init, send) => {
    const response = await send({ ...init, signal });
    if (response.status >= 400) throw await failedAnswer(response);
    return response;
  };
}

class GuardedFiles extends FileService {
  readonly #guard: Guard;

  constructor(params: ConstructorParameters<typeof FileService>[0], guard: Guard) {
    super(params);
    this.#guard = guard;
  }

  protected override fetchResponse(input: string, init?: RequestInit): Promise<Response> {
    return this.#guard(init, (guarded) => super.fetchResponse(input, guarded));
  }
}

class GuardedTranscripts extends TranscriptService {
  readonly #guard: Guard;

  constructor(
    params: ConstructorParameters<typeof FileService>[0],
    files: FileService,
    guard: Guard,
  ) {
    super(params, files);
    this.#guard = guard;
  }

  protected override fetchResponse(input: string, init?: RequestInit): Promise<Response> {
    return this.#guard(init, (guarded) => super.fetchResponse(input, guarded));
  }
}
