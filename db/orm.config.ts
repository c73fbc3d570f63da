import { MikroORM, type SqlEntityManager } from '@mikro-orm/postgresql';
import { Migrator } from '@mikro-orm/migrations';
import { ApiKey } from './entities/api-key.ts';
import { Audiobook } from './entities/audiobook.ts';
import {
  AudiobookAuthor,
  AudiobookGenre,
  AudiobookNarrator,
  AudiobookTag,
} from './entities/audiobook-links.ts';
import { AuditEvent } from './entities/audit-event.ts';
import { AuthorFollow } from './entities/author-follow.ts';
import { Author } from './entities/author.ts';
import { CartItem } from './entities/cart-item.ts';
import { Chapter } from './entities/chapter.ts';
import { DownloadLink } from './entities/download-link.ts';
import { Email } from './entities/email.ts';
import { Entitlement } from './entities/entitlement.ts';
import { Genre } from './entities/genre.ts';
import { Identity, OauthAttempt, OauthCode } from './entities/identity.ts';
import { IdempotencyKey } from './entities/idempotency-key.ts';
import { Ingestion, IngestionEvent } from './entities/ingestion.ts';
import { Bookmark, Favorite, LibraryItem } from './entities/library.ts';
import { ListeningDay, ListeningProgress, ListeningSession } from './entities/listening.ts';
import { Narrator } from './entities/narrator.ts';
import { OneTimeToken } from './entities/one-time-token.ts';
import { Order, OrderItem } from './entities/order.ts';
import { OutboxMessage } from './entities/outbox-message.ts';
import { PaidResult } from './entities/paid-result.ts';
import { RefreshToken } from './entities/refresh-token.ts';
import { Review, ReviewReport, ReviewVote } from './entities/review.ts';
import {
  AudiobookSearch,
  AudiobookTitle,
  SearchWord,
  TranscriptPassage,
} from './entities/search.ts';
import { RecoveryCode, TotpFactor } from './entities/second-factor.ts';
import { Series } from './entities/series.ts';
import { Session } from './entities/session.ts';
import { SimulatedCharge } from './entities/simulated-charge.ts';
import { SpeechJob } from './entities/speech-job.ts';
import { Tag } from './entities/tag.ts';
import {
  TaskExtraction,
  TaskExtractionEvent,
  TaskExtractionSection,
} from './entities/task-extraction.ts';
import { Task, TaskPrompt, TaskVersion } from './entities/task.ts';
import { TranscriptUpload } from './entities/transcript-upload.ts';
import { TranscribeQuota, Transcript, WebhookDelivery } from './entities/transcript.ts';
import { Transcription, TranscriptionChunk } from './entities/transcription.ts';
import { Upload } from './entities/upload.ts';
import { User } from './entities/user.ts';
import { migrations } from './migrations/index.ts';
import { PreparingClient } from './prepared.ts';
import { getTypeParser } from './type-parsers.ts';

const entities = [
  ApiKey,
  AuditEvent,
  Audiobook,
  AudiobookAuthor,
  AudiobookGenre,
  AudiobookNarrator,
  AudiobookTag,
  Author,
  AuthorFollow,
  AudiobookSearch,
  AudiobookTitle,
  Bookmark,
  CartItem,
  Chapter,
  DownloadLink,
  Email,
  Entitlement,
  Favorite,
  Genre,
  IdempotencyKey,
  Identity,
  OauthAttempt,
  OauthCode,
  OneTimeToken,
  RecoveryCode,
  TotpFactor,
  Ingestion,
  IngestionEvent,
  LibraryItem,
  ListeningDay,
  ListeningProgress,
  ListeningSession,
  Narrator,
  Order,
  OrderItem,
  OutboxMessage,
  PaidResult,
  RefreshToken,
  Review,
  ReviewReport,
  ReviewVote,
  SearchWord,
  TranscriptPassage,
  Series,
  Session,
  SimulatedCharge,
  SpeechJob,
  Tag,
  Task,
  TaskExtraction,
  TaskExtractionEvent,
  TaskExtractionSection,
  TaskPrompt,
  TaskVersion,
  TranscribeQuota,
  Transcript,
  TranscriptUpload,
  Transcription,
  TranscriptionChunk,
  Upload,
  User,
  WebhookDelivery,
];

export interface DatabaseOptions {
  url: string;
  /** Most connections that this process holds at once. */
  poolSize?: number;
}

/** The ORM on one Postgres database. It connects at the first query; `close()` it in the end. */
export function createOrm({ url, poolSize = 20 }: DatabaseOptions) {
  return new MikroORM({
    entities,
    clientUrl: url,
    pool: { min: 0, max: poolSize },
    forceUtcTimezone: true,
    driverOptions: { types: { getTypeParser }, Client: PreparingClient },
    extensions: [Migrator],
    migrations: { migrationsList: migrations, snapshot: false, allOrNothing: true, silent: true },
    // Every read names its columns and every unit of work is forked: nothing is shared by accident.
    allowGlobalContext: false,
  });
}

export type Orm = ReturnType<typeof createOrm>;
/** A unit of work. Outside a transaction it reads and flushes by itself. */
export type Em = Orm['em'];
export type { SqlEntityManager };
