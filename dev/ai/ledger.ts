import { appendFileSync, existsSync, readFileSync, truncateSync } from 'node:fs';
import { join } from 'node:path';

/** One call as the ledger keeps it, in its file and over HTTP. */
export interface LedgerCall {
  id: string;
  time: string;
  method: string;
  path: string;
  model: string | null;
  /** null where no answer was sent at all. */
  status: number | null;
  /** An answer was produced, and there was somebody to take it: it costs money, even if the connection breaks then. */
  paid: boolean;
  audio_sha256: string | null;
  audio_bytes: number | null;
  audio_seconds: number | null;
  words: number | null;
  damaged_words: number | null;
  prompt_tokens: number | null;
  completion_tokens: number | null;
  /** Kind of the fault that struck. */
  fault: string | null;
  duration_ms: number;
  /** Whether somebody was still there to take the answer when it was ready. */
  client_connected: boolean;
}

interface Totals {
  calls: number;
  paid_calls: number;
  /** Of paid calls. */
  audio_seconds: number;
  prompt_tokens: number;
  completion_tokens: number;
}

export interface Ledger {
  readonly path: string;
  /** Written when it returns, so that not even kill -9 loses it. */
  append(call: LedgerCall): void;
  calls(): readonly LedgerCall[];
  totals(): Totals & { by_model: Record<string, Totals> };
  clear(): void;
}

/** Every call as a line of JSON in `<directory>/ledger.jsonl`; what stands there is taken over. */
export function openLedger(directory: string): Ledger {
  const path = join(directory, 'ledger.jsonl');
  const calls = readCalls(path);
  return {
    path,
    append(call) {
      appendFileSync(path, `${JSON.stringify(call)}\n`);
      calls.push(call);
    },
    calls: () => calls,
    totals: () => ({
      ...sum(calls),
      by_model: Object.fromEntries(
        Object.entries(Object.groupBy(calls, ({ model }) => model ?? 'none')).map(
          ([model, ofModel]) => [model, sum(ofModel ?? [])],
        ),
      ),
    }),
    clear() {
      if (existsSync(path)) truncateSync(path);
      calls.length = 0;
    },
  };
}

function readCalls(path: string): LedgerCall[] {
  if (!existsSync(path)) return [];
  const bytes = readFileSync(path);
  const wholeLength = bytes.lastIndexOf('\n') + 1;
  // A line that a crash has torn off is dropped, so that the next one begins on a line of its own.
  if (wholeLength < bytes.length) truncateSync(path, wholeLength);
  const lines = bytes.subarray(0, wholeLength).toString('utf8').split('\n').filter(Boolean);
  return lines.map((line) => JSON.parse(line) as LedgerCall);
}

function sum(calls: readonly LedgerCall[]): Totals {
  const paid = calls.filter((call) => call.paid);
  const total = (value: (call: LedgerCall) => number | null) =>
    paid.reduce((all, call) => all + (value(call) ?? 0), 0);
  return {
    calls: calls.length,
    paid_calls: paid.length,
    audio_seconds: total((call) => call.audio_seconds),
    prompt_tokens: total((call) => call.prompt_tokens),
    completion_tokens: total((call) => call.completion_tokens),
  };
}
