import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  ListMultipartUploadsCommand,
  ListPartsCommand,
  NoSuchUpload,
  UploadPartCommand,
  type S3Client,
} from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';

export interface StoredPart {
  /** Counted from 1. */
  number: number;
  /** Without its quotes. */
  etag: string;
  sizeBytes: number;
}

export interface PendingUpload {
  key: string;
  multipartId: string;
  begunAt: Date;
}

interface Target {
  key: string;
  multipartId: string;
}

/** Uploads in parts, which a client makes itself with presigned URLs. Source: Amazon S3 API, "Multipart upload". */
export class MultipartUploads {
  readonly #client: S3Client;
  readonly #publicClient: S3Client;
  readonly #bucket: string;

  constructor(client: S3Client, publicClient: S3Client, bucket: string) {
    this.#client = client;
    this.#publicClient = publicClient;
    this.#bucket = bucket;
  }

  /** @returns the storage's own name for it */
  async begin(key: string, contentType: string): Promise<string> {
    const command = new CreateMultipartUploadCommand({
      ...this.#at(key),
      ContentType: contentType,
    });
    const { UploadId: multipartId } = await this.#client.send(command);
    if (!multipartId) throw new Error('The object storage began an upload without a name');
    return multipartId;
  }

  /** Who has it may PUT this one part, of this size, until it expires. */
  async presignPart(
    { key, multipartId }: Target,
    part: { number: number; sizeBytes: number; expiresInSeconds: number },
  ): Promise<string> {
    const command = new UploadPartCommand({
      ...this.#at(key),
      UploadId: multipartId,
      PartNumber: part.number,
      ContentLength: part.sizeBytes,
    });
    return getSignedUrl(this.#publicClient, command, {
      expiresIn: part.expiresInSeconds,
      unhoistableHeaders: new Set(['content-length']),
    });
  }

  /** @returns what is there, by number; null where there is no such upload: it was completed, or aborted */
  async parts({ key, multipartId }: Target): Promise<StoredPart[] | null> {
    const found: StoredPart[] = [];
    try {
      let after: string | undefined;
      do {
        // Not the SDK's paginator: it goes on for as long as there is a marker, and some servers always send one.
        const page = await this.listParts({ key, multipartId }, after);
        after = page.IsTruncated ? page.NextPartNumberMarker : undefined;
        for (const { PartNumber: number, ETag: etag, Size: sizeBytes } of page.Parts ?? []) {
          if (number && etag)
            found.push({ number, etag: unquoted(etag), sizeBytes: sizeBytes ?? 0 });
        }
      } while (after !== undefined);
    } catch (error) {
      if (isGone(error)) return null;
      throw error;
    }
    return found;
  }

  /** @returns false where there is no such upload any more */
  async complete({ key, multipartId }: Target, parts: StoredPart[]): Promise<boolean> {
    const command = new CompleteMultipartUploadCommand({
      ...this.#at(key),
      UploadId: multipartId,
      MultipartUpload: {
        Parts: parts.map(({ number, etag }) => ({ PartNumber: number, ETag: `"${etag}"` })),
      },
    });
    try {
      await this.#client.send(command);
      return true;
    } catch (error) {
      if (isGone(error)) return false;
      throw error;
    }
  }

  /** Lets go of the parts; done again, it finds nothing. */
  async abort({ key, multipartId }: Target): Promise<void> {
    const command = new AbortMultipartUploadCommand({ ...this.#at(key), UploadId: multipartId });
    try {
      await this.#client.send(command);
    } catch (error) {
      if (!isGone(error)) throw error;
    }
  }

  /** Every upload that was begun, and neither completed nor aborted, ours or the SDK's own. */
  async *pending(): AsyncGenerator<PendingUpload> {
    let marker: { KeyMarker?: string; UploadIdMarker?: string } | null = {};
    while (marker) {
      const page: Awaited<ReturnType<typeof this.list>> = await this.list(marker);
      for (const { Key: key, UploadId: multipartId, Initiated: begunAt } of page.Uploads ?? []) {
        if (key && multipartId && begunAt) yield { key, multipartId, begunAt };
      }
      const { NextKeyMarker: keyMarker, NextUploadIdMarker: uploadIdMarker } = page;
      marker =
        page.IsTruncated && keyMarker
          ? { KeyMarker: keyMarker, ...(uploadIdMarker ? { UploadIdMarker: uploadIdMarker } : {}) }
          : null;
    }
  }

  private listParts({ key, multipartId }: Target, after: string | undefined) {
    const command = new ListPartsCommand({
      ...this.#at(key),
      UploadId: multipartId,
      ...(after === undefined ? {} : { PartNumberMarker: after }),
    });
    return this.#client.send(command);
  }

  private list(marker: { KeyMarker?: string; UploadIdMarker?: string }) {
    return this.#client.send(new ListMultipartUploadsCommand({ Bucket: this.#bucket, ...marker }));
  }

  #at(key: string) {
    return { Bucket: this.#bucket, Key: key };
  }
}

function isGone(error: unknown): boolean {
  return error instanceof NoSuchUpload || (error instanceof Error && error.name === 'NoSuchUpload');
}

function unquoted(etag: string): string {
  return etag.replaceAll('"', '');
}
