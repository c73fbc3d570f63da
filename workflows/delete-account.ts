import { setCurrentDetails, setWorkflowOptions } from '@temporalio/workflow';
import type { DeleteAccountInput } from '../domain/contracts/delete-account.ts';
import { cleanup } from './activity-proxies.ts';
import { showStage } from './search-attribute-keys.ts';

/** The account itself is gone already; this removes its private recordings, their transcripts and its picture. */
export async function deleteAccount(input: DeleteAccountInput): Promise<void> {
  showStage('erasing');
  await cleanup.eraseUploads.executeWithOptions(
    { summary: 'Erase private recordings and picture' },
    [input],
  );
  showStage('erased');
  setCurrentDetails('Nothing of the account is left but what bookkeeping needs.');
}

setWorkflowOptions({ failureExceptionTypes: [Error] }, deleteAccount);
