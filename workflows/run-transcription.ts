import { executeChild, workflowInfo, WorkflowIdReusePolicy } from '@temporalio/workflow';
import { transcribeAudio as contract } from '../domain/contracts/transcribe-audio.ts';
import type { transcribeAudio } from './transcribe-audio.ts';

/** Has a recording transcribed by a child, which is found by the same attributes as its parent. */
export function runTranscription(transcriptionId: string, audioMinutes: number) {
  return executeChild<typeof transcribeAudio>(contract.workflowType, {
    workflowId: contract.workflowId(transcriptionId),
    args: [{ transcriptionId }],
    staticSummary: `Transcribe ${audioMinutes} minutes`,
    staticDetails: `For \`${workflowInfo().workflowId}\`.`,
    typedSearchAttributes: workflowInfo().typedSearchAttributes,
    // After a reset of the parent the child runs anew, and finds what the first one finished.
    workflowIdReusePolicy: WorkflowIdReusePolicy.ALLOW_DUPLICATE,
  });
}
