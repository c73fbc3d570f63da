/** The workflow that removes what an account that was given up leaves in the object storage. */
export const deleteAccount = {
  workflowType: 'deleteAccount',
  workflowId: (userId: string) => `delete-account/${userId}`,
} as const;

export interface DeleteAccountInput {
  userId: string;
}
