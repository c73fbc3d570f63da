import proto from '@temporalio/proto';
import type { temporal } from '@temporalio/proto';

export type History = temporal.api.history.v1.IHistory;

const { History: messages } = proto.temporal.api.history.v1;

/** One line. The SDK's own conversion fails where npm has put more than one protobufjs into the tree. */
export function historyToJson(history: History): string {
  const asText = { enums: String, longs: String, bytes: String };
  return JSON.stringify(messages.toObject(messages.fromObject(history), asText));
}

export function historyFromJson(text: string): History {
  return messages.fromObject(JSON.parse(text) as object);
}
