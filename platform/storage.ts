import { Readable } from 'node:stream';
import {
  CreateBucketCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  HeadBucketCommand,
  HeadObjectCommand,
  NoSuchKey,
  NotFound,
  paginateListObjectsV2,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { Upload } from '@aws-sdk/lib-storage';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { attachmentDisposition, inlineDisposition } from '../domain/content-disposition.ts';
import type { Config } from './config.ts';
import { MultipartUploads } from './multipart-uploads.ts';

export interface StoredObject {
  sizeBytes: number;
  contentType: string;
  etag: string;
  modifiedAt: Date;
}

interface ListedObject {
  key: string;
  modifiedAt: Date;
}

interface DownloadLinkRequest {
  key: string;
  /** The name that the browser saves the file under; any script. */
  fileName: string;
  contentType: string;
  expiresInSeconds: number;
  /** Saved by default; `inline` plays or shows it where it is. */
  disposition?: 'attachment' | 'inline';
}

interface ReadOptions {
  /** As in the HTTP header: `bytes=0-1023`. */
  range?: string | undefined;
  /** The object must still be this one. */
  etag?: string | undefined;
  signal?: AbortSignal | undefined;
}

/** Proxied streams hold a connection each for as long as somebody listens. */
const maxConnections = 2000;
const partSizeBytes = 8 * 2 ** 20;

/** The bucket that all of Lector's objects are in. Keys are made by the server, never by a client. */
export class Storage {
  readonly #client: S3Client;
  readonly #publicClient: S3Client;
  readonly #bucket: string;
  readonly multipart: MultipartUploads;

  constructor(config: Config['storage']) {
    this.#bucket = config.bucket;
    this.#client = createClient(config, config.endpoint);
    this.#publicClient = createClient(config, config.publicEndpoint);
    this.multipart = new MultipartUploads(this.#client, this.#publicClient, this.#bucket);
  }

  /** Makes the bucket where there is none. */
  async ensureBucket(): Promise<void> {
    try {
      await this.#client.send(new HeadBucketCommand({ Bucket: this.#bucket }));
    } catch (error) {
      if (!(error instanceof NotFound)) throw error;
      await this.#client.send(new CreateBucketCommand({ Bucket: this.#bucket }));
    }
  }

  /** Throws when the bucket cannot be reached. */
  async check(signal?: AbortSignal): Promise<void> {
    const options = signal ? { abortSignal: signal } : {};
    await this.#client.send(new HeadBucketCommand({ Bucket: this.#bucket }), options);
  }

  async put(key: string, body: Uint8Array | string, contentType: string): Promise<void> {
    await this.#client.send(
      new PutObjectCommand({
        Bucket: this.#bucket,
        Key: key,
        Body: body,
        ContentType: contentType,
      }),
    );
  }

  /** Stores a stream of unknown length in parts; holds at most two parts (16 MiB) in memory. */
  async putStream(
    key: string,
    body: Readable,
    contentType: string,
    signal: AbortSignal,
  ): Promise<void> {
    const upload = new Upload({
      client: this.#client,
      params: { Bucket: this.#bucket, Key: key, Body: body, ContentType: contentType },
      partSize: partSizeBytes,
      queueSize: 2,
    });
    const abort = () => void upload.abort();
    signal.addEventListener('abort', abort, { once: true });
    try {
      signal.throwIfAborted();
      await upload.done();
    } finally {
      signal.removeEventListener('abort', abort);
    }
  }

  /** The object's bytes; destroying the stream ends the request. */
  async get(key: string, { range, etag, signal }: ReadOptions = {}): Promise<Readable> {
    const command = new GetObjectCommand({
      Bucket: this.#bucket,
      Key: key,
      ...(range === undefined ? {} : { Range: range }),
      ...(etag === undefined ? {} : { IfMatch: etag }),
    });
    const { Body: body } = await this.#client.send(command, signal ? { abortSignal: signal } : {});
    if (!(body instanceof Readable)) throw new Error(`The object ${key} came without a body`);
    return body;
  }

  /** For what is known to be small. */
  async getBytes(key: string, options: ReadOptions = {}): Promise<Buffer> {
    const chunks: Buffer[] = [];
    const body = await this.get(key, options);
    for await (const chunk of body) chunks.push(Buffer.from(chunk as Uint8Array));
    return Buffer.concat(chunks);
  }

  async getText(key: string): Promise<string> {
    return (await this.getBytes(key)).toString('utf8');
  }

  /** @returns null when there is no such object */
  async head(key: string): Promise<StoredObject | null> {
    try {
      const head = await this.#client.send(
        new HeadObjectCommand({ Bucket: this.#bucket, Key: key }),
      );
      return {
        sizeBytes: head.ContentLength ?? 0,
        contentType: head.ContentType ?? 'application/octet-stream',
        etag: head.ETag ?? '',
        modifiedAt: head.LastModified ?? new Date(0),
      };
    } catch (error) {
      if (error instanceof NotFound || error instanceof NoSuchKey) return null;
      throw error;
    }
  }

  async delete(key: string): Promise<void> {
    await this.#client.send(new DeleteObjectCommand({ Bucket: this.#bucket, Key: key }));
  }

  /** Deletes everything whose key begins so; done again, it finds nothing. */
  async deleteFolder(prefix: string): Promise<void> {
    const list = { client: this.#client };
    for await (const page of paginateListObjectsV2(list, {
      Bucket: this.#bucket,
      Prefix: prefix,
    })) {
      for (const { Key: key } of page.Contents ?? []) if (key) await this.delete(key);
    }
  }

  /** Every object whose key begins so, a page at a time. */
  async *list(prefix: string): AsyncGenerator<ListedObject[]> {
    const pages = paginateListObjectsV2(
      { client: this.#client },
      { Bucket: this.#bucket, Prefix: prefix },
    );
    for await (const page of pages) {
      yield (page.Contents ?? []).flatMap(({ Key: key, LastModified: modifiedAt }) =>
        key && modifiedAt ? [{ key, modifiedAt }] : [],
      );
    }
  }

  /**
   * A link that anyone who has it may GET, until it expires: one key, one method. Whoever asks for one has checked
   * the right to it.
   */
  async presignDownload(request: DownloadLinkRequest): Promise<string> {
    const toDisposition =
      request.disposition === 'inline' ? inlineDisposition : attachmentDisposition;
    const command = new GetObjectCommand({
      Bucket: this.#bucket,
      Key: request.key,
      ResponseContentDisposition: toDisposition(request.fileName),
      ResponseContentType: request.contentType,
      ResponseCacheControl: 'private, no-store',
    });
    return getSignedUrl(this.#publicClient, command, { expiresIn: request.expiresInSeconds });
  }

  close(): void {
    this.#client.destroy();
    this.#publicClient.destroy();
  }
}

function createClient(config: Config['storage'], endpoint: string | undefined): S3Client {
  return new S3Client({
    ...(endpoint === undefined ? {} : { endpoint }),
    region: config.region,
    forcePathStyle: config.forcePathStyle,
    credentials: { accessKeyId: config.accessKeyId, secretAccessKey: config.secretAccessKey },
    requestHandler: {
      httpAgent: { maxSockets: maxConnections },
      httpsAgent: { maxSockets: maxConnections },
    },
    // Checksums of the SDK's own making would have to be sent by whoever uses a presigned link.
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
  });
}
