import { Transcription } from '../db/entities/transcription.ts';
import type { FailureCode } from '../domain/errors.ts';
import type { Deps } from '../platform/deps.ts';

interface FailTranscriptionInput {
  transcriptionId: string;
  code: FailureCode;
  detail: string;
}

export function createFailTranscription({ orm }: Pick<Deps, 'orm'>) {
  /** Notes why no transcript came of it. The chunks that are done stay done. */
  return async function failTranscription(input: FailTranscriptionInput): Promise<void> {
    const { transcriptionId, code, detail } = input;
    await orm.em
      .fork()
      .nativeUpdate(
        Transcription,
        { id: transcriptionId },
        { status: 'error', failureCode: code, failureDetail: detail, updatedAt: new Date() },
      );
  };
}
