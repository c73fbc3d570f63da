/** The workflow that removes what a deleted task leaves in the object storage. */
export const eraseTask = {
  workflowType: 'eraseTask',
  workflowId: (taskId: string) => `erase-task/${taskId}`,
} as const;

export interface EraseTaskInput {
  taskId: string;
}
