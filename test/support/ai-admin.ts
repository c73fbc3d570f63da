import type { LedgerCall } from '../../dev/ai/ledger.ts';

/** What a test asks of an AI stand-in beside what the product asks of it. */
export interface AiAdmin {
  calls(): Promise<LedgerCall[]>;
  /** Replaces all fault rules; an empty list takes them away. See the stand-in's own page for their form. */
  setFaults(rules: object[]): Promise<void>;
  /** How long every answer takes at least. */
  setLatency(seconds: number): Promise<void>;
}

/** @param url of the stand-in, without `/v1` */
export function createAiAdmin(url: string): AiAdmin {
  async function ask<Body>(method: string, path: string, body?: object): Promise<Body> {
    const response = await fetch(`${url}/stand-in/${path}`, {
      method,
      headers: { 'content-type': 'application/json' },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    if (!response.ok)
      throw new Error(`The stand-in answered ${response.status}: ${await response.text()}`);
    return (await response.json()) as Body;
  }

  return {
    calls: async () => (await ask<{ calls: LedgerCall[] }>('GET', 'ledger')).calls,
    setFaults: async (rules) => void (await ask('PUT', 'faults', { rules })),
    setLatency: async (seconds) => void (await ask('PUT', 'latency', { fixed_seconds: seconds })),
  };
}
