import { ingestionStatuses } from './contracts/ingest-audiobook.ts';

/** An audiobook's status is that of its ingestion; before there is a recording it is a draft. */
export const audiobookStatuses = ['draft', ...ingestionStatuses] as const;

export type AudiobookStatus = (typeof audiobookStatuses)[number];
