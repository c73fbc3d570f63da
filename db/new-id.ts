import { v7 } from 'uuid';

/** A UUIDv7 (RFC 9562 §5.7): sorts by the time of its making. */
export function newId(): string {
  return v7();
}
