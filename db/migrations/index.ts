import { M0001Accounts } from './m0001-accounts.ts';
import { M0002Outbox } from './m0002-outbox.ts';
import { M0003Transcriptions } from './m0003-transcriptions.ts';
import { M0004Catalogue } from './m0004-catalogue.ts';
import { M0005Store } from './m0005-store.ts';
import { M0006Identity } from './m0006-identity.ts';
import { M0007CatalogueAtScale } from './m0007-catalogue-at-scale.ts';
import { M0008Listening } from './m0008-listening.ts';
import { M0009Reviews } from './m0009-reviews.ts';
import { M0010Uploads } from './m0010-uploads.ts';
import { M0011TranscribeService } from './m0011-transcribe-service.ts';
import { M0012Tasks } from './m0012-tasks.ts';
import { M0014SpeechJobs } from './m0014-speech-jobs.ts';

/** In the order in which they are applied. One that has been released is never edited, only followed. */
export const migrations = [
  M0001Accounts,
  M0002Outbox,
  M0003Transcriptions,
  M0004Catalogue,
  M0005Store,
  M0006Identity,
  M0007CatalogueAtScale,
  M0008Listening,
  M0009Reviews,
  M0010Uploads,
  M0011TranscribeService,
  M0012Tasks,
  M0014SpeechJobs,
];
