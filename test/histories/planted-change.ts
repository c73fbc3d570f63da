import { setWorkflowOptions, sleep } from '@temporalio/workflow';
import { fulfilOrder as fulfil } from '../../workflows/fulfil-order.ts';
import { transcribeAudio as transcribe } from '../../workflows/transcribe-audio.ts';

export * from '../../workflows/index.ts';

/** Changes that no run which is under way can go on with: two workflows begin with something new. */
export async function fulfilOrder(input: Parameters<typeof fulfil>[0]) {
  await sleep('1s');
  return fulfil(input);
}

export async function transcribeAudio(input: Parameters<typeof transcribe>[0]) {
  await sleep('1s');
  return transcribe(input);
}

setWorkflowOptions({ failureExceptionTypes: [Error] }, fulfilOrder);
setWorkflowOptions({ failureExceptionTypes: [Error] }, transcribeAudio);
