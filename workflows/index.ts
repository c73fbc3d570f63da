export { deleteAccount } from './delete-account.ts';
export { fulfilOrder } from './fulfil-order.ts';
export { ingestAudiobook } from './ingest-audiobook.ts';
export { relayOutbox } from './relay-outbox.ts';
export { sendEmail } from './send-email.ts';
export { transcribeAudio } from './transcribe-audio.ts';
