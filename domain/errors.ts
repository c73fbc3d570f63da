/**
 * Every error that Lector names, in one place. A problem is what a client of the API is told (RFC 9457,
 * field `error`); a failure is what an activity reports to its workflow (the type of Temporal's
 * ApplicationFailure). Codes are stable: clients, operators and histories hold on to them.
 */

interface ProblemDefinition {
  status: number;
  title: string;
}

export const problems = {
  malformed_request: { status: 400, title: 'The request cannot be read' },
  invalid_type: { status: 400, title: 'A value has the wrong type or a field is missing' },
  unauthenticated: { status: 401, title: 'Sign in first' },
  invalid_token: { status: 401, title: 'The access token is not valid' },
  invalid_credentials: { status: 401, title: 'Mail address or password is wrong' },
  second_factor_required: { status: 401, title: 'A second factor is needed' },
  invalid_second_factor: { status: 401, title: 'The code of the second factor is wrong' },
  invalid_refresh_token: { status: 401, title: 'The refresh token is not valid' },
  forbidden: { status: 403, title: 'Not allowed' },
  insufficient_scope: { status: 403, title: 'The API key is not good for this' },
  second_factor_enrolment_required: {
    status: 403,
    title: 'Administrators must set up a second factor first',
  },
  account_disabled: { status: 403, title: 'This account is disabled' },
  not_found: { status: 404, title: 'There is no such thing' },
  method_not_allowed: { status: 405, title: 'This address does not take that method' },
  not_acceptable: { status: 406, title: 'None of the media types asked for can be given' },
  request_timeout: { status: 408, title: 'The request took too long to arrive' },
  conflict: { status: 409, title: 'This contradicts what is already there' },
  email_taken: { status: 409, title: 'An account with this mail address exists' },
  account_not_verified: {
    status: 409,
    title: 'An account with this mail address exists, and nobody has verified the address yet',
  },
  last_administrator: { status: 409, title: 'There must be an administrator left' },
  already_enabled: { status: 409, title: 'This is set up already' },
  username_taken: { status: 409, title: 'This username is taken' },
  already_owned: { status: 409, title: 'This audiobook is already yours' },
  already_reviewed: { status: 409, title: 'You have reviewed this audiobook' },
  cart_empty: { status: 409, title: 'The cart is empty' },
  cart_item_unavailable: { status: 409, title: 'Something in the cart is no longer for sale' },
  not_published: { status: 409, title: 'This audiobook is not published yet' },
  order_not_fulfilled: { status: 409, title: 'The order is not fulfilled' },
  extraction_not_failed: { status: 409, title: 'Only a failed extraction can be retried' },
  ingestion_not_failed: { status: 409, title: 'Only a failed ingestion can be retried' },
  transcript_not_completed: { status: 409, title: 'There is no text yet' },
  idempotency_key_in_flight: { status: 409, title: 'A request with this key is still under way' },
  token_expired: { status: 410, title: 'This token was used, has expired, or never was' },
  precondition_failed: { status: 412, title: 'The resource has changed since you read it' },
  payload_too_large: { status: 413, title: 'The request is too large' },
  unsupported_media_type: { status: 415, title: 'This media type is not taken here' },
  unsupported_audio: { status: 415, title: 'This is not audio in a format that Lector takes' },
  unsupported_image: { status: 415, title: 'This is not a picture in a format that Lector takes' },
  range_not_satisfiable: { status: 416, title: 'The range lies outside the file' },
  validation_failed: { status: 422, title: 'The request breaks a rule' },
  idempotency_key_reused: { status: 422, title: 'This key was used with another request' },
  idempotency_key_required: { status: 422, title: 'The Idempotency-Key header is required' },
  quota_exceeded: { status: 429, title: 'The uploads of the day are used up' },
  rate_limited: { status: 429, title: 'Too many requests' },
  headers_too_large: { status: 431, title: 'The request headers are too large' },
  transcription_failed: { status: 500, title: 'The transcription came to nothing' },
  internal_error: { status: 500, title: 'Something went wrong on our side' },
  service_unavailable: { status: 503, title: 'A part of Lector does not answer' },
} as const satisfies Record<string, ProblemDefinition>;

export type ProblemCode = keyof typeof problems;

interface FailureDefinition {
  /** A permanent failure comes back at every try, so Temporal is told not to try again. */
  permanent: boolean;
  title: string;
  /** What an operator can do about it. */
  remedy: string;
}

export const failures = {
  audio_unreadable: {
    permanent: true,
    title: 'The audio cannot be decoded',
    remedy: 'Have the file exported again and uploaded as a new audiobook.',
  },
  audio_rejected: {
    permanent: true,
    title: 'The file is not plain audio within the limits',
    remedy: 'Look at the detail; upload one audio file of an accepted format.',
  },
  source_missing: {
    permanent: true,
    title: 'The uploaded file is not in the object storage',
    remedy: 'Restore the object, or have the file uploaded again.',
  },
  record_missing: {
    permanent: true,
    title: 'The row that the workflow works for is gone',
    remedy: 'Nothing to do if it was deleted on purpose.',
  },
  ai_rate_limited: {
    permanent: false,
    title: 'The AI provider asks to slow down',
    remedy: 'It passes by itself; lower TRANSCRIBE_CONCURRENCY if it keeps coming back.',
  },
  ai_unavailable: {
    permanent: false,
    title: 'The AI provider does not answer as it should',
    remedy: "Look at the provider's status page, then replay.",
  },
  ai_bad_answer: {
    permanent: false,
    title: 'The AI provider sent something that is not an answer',
    remedy: 'Check OPENAI_BASE_URL or ASSEMBLYAI_BASE_URL and the model names, then replay.',
  },
  ai_quota_exhausted: {
    permanent: true,
    title: 'The quota at the AI provider is used up',
    remedy: 'Add credit or raise the spending limit there, then replay.',
  },
  ai_unauthorized: {
    permanent: true,
    title: 'The AI provider refuses the key',
    remedy: 'Set a valid OPENAI_API_KEY or ASSEMBLYAI_API_KEY, restart the worker, then replay.',
  },
  ai_rejected_input: {
    permanent: true,
    title: 'The AI provider refuses the request',
    remedy: 'Look at the detail: a model name, a format or a limit does not fit.',
  },
  ai_refused_content: {
    permanent: true,
    title: 'The AI provider declines this content',
    remedy: 'Review the recording; its text must be supplied by other means.',
  },
  payment_declined: {
    permanent: true,
    title: 'The payment was declined',
    remedy: 'Nothing to do: the buyer may try another payment method.',
  },
  already_owned: {
    permanent: true,
    title: 'Something in the order is already theirs',
    remedy: 'Nothing to do: nothing was charged.',
  },
  payment_unavailable: {
    permanent: false,
    title: 'The payment provider does not answer as it should',
    remedy: 'It is tried again by itself; then replay.',
  },
  mail_unavailable: {
    permanent: false,
    title: 'The mail server does not take mail',
    remedy: 'Check SMTP_URL and the mail server; it is tried again by itself.',
  },
  mail_rejected: {
    permanent: true,
    title: 'The mail server refuses this mail for good',
    remedy: "Check the recipient's address.",
  },
  webhook_unavailable: {
    permanent: false,
    title: 'The webhook does not take the event',
    remedy: 'It is tried again by itself; the receiver must answer with a status of 200 to 299.',
  },
  webhook_refused: {
    permanent: true,
    title: 'The webhook may not be told',
    remedy:
      'Its address must be a public one over https; nothing to do where the receiver said 410.',
  },
  storage_unavailable: {
    permanent: false,
    title: 'The object storage does not answer as it should',
    remedy: 'Check S3_ENDPOINT and its disk space, then replay.',
  },
  worker_shutting_down: {
    permanent: false,
    title: 'The worker was stopped in the middle of this step',
    remedy: 'Nothing to do: another worker, or this one once back, goes on.',
  },
  step_timed_out: {
    permanent: false,
    title: 'A step took longer than it may, or its worker was lost',
    remedy: 'See whether workers for its task queue are running, then replay.',
  },
  cancelled: {
    permanent: true,
    title: 'Somebody cancelled it',
    remedy: 'Replay it if that was a mistake.',
  },
  internal_failure: {
    permanent: false,
    title: 'An error that nobody foresaw',
    remedy: 'Read the stack trace here and in the worker log, then replay.',
  },
} as const satisfies Record<string, FailureDefinition>;

export type FailureCode = keyof typeof failures;

export function isFailureCode(text: string | null | undefined): text is FailureCode {
  return text !== null && text !== undefined && Object.hasOwn(failures, text);
}
