/** The workflow that makes the smaller sizes of a cover which came after the recording. */
export const resizeCover = {
  workflowType: 'resizeCover',
  workflowId: (coverId: string) => `resize-cover/${coverId}`,
} as const;

export interface ResizeCoverInput {
  audiobookId: string;
}
