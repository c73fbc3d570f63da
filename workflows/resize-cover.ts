import { setWorkflowOptions } from '@temporalio/workflow';
import type { ResizeCoverInput } from '../domain/contracts/resize-cover.ts';
import { media } from './activity-proxies.ts';

/** Whatever cover the audiobook has by then: of two that follow each other closely, the later one's sizes are made. */
export async function resizeCover(input: ResizeCoverInput): Promise<void> {
  await media.makeCovers.executeWithOptions({ summary: 'Make the smaller covers' }, [input]);
}

setWorkflowOptions({ failureExceptionTypes: [Error] }, resizeCover);
