export interface BenchRequest {
  method: 'GET' | 'POST';
  /** From `/api/v1` on. */
  path: string;
  token?: string;
  body?: unknown;
}

export interface Measured {
  perSecond: number;
  /** Milliseconds. */
  p50: number;
  p99: number;
  failed: number;
}

/** @param latencies in milliseconds, in any order */
export function summarize(latencies: number[], seconds: number, failed: number): Measured {
  const sorted = latencies.toSorted((a, b) => a - b);
  const at = (share: number) => Math.round(sorted[Math.floor(sorted.length * share)] ?? 0);
  return { perSecond: Math.round(sorted.length / seconds), p50: at(0.5), p99: at(0.99), failed };
}
