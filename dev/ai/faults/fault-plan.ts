import { createSeededRandom } from '../../../domain/seeded-random.ts';
import type { ReceivedCall } from '../call.ts';
import type { Fault, FaultRule, Faults } from './fault-rules.ts';

interface CountedRule {
  rule: FaultRule;
  /** Calls that fitted what the rule says of a call. */
  seen: number;
  /** Calls that it struck. */
  hits: number;
  random: () => number;
}

export interface FaultPlan {
  replace(faults: Faults): void;
  list(): (FaultRule & { seen: number; hits: number })[];
  /** The fault of the first rule that fits; every rule counts the call. */
  choose(path: string, call: ReceivedCall): Promise<Fault | null>;
}

/** Rules live in memory: after a restart there are none. */
export function createFaultPlan(): FaultPlan {
  let counted: CountedRule[] = [];
  return {
    replace({ rules, seed }) {
      counted = rules.map((rule, index) => ({
        rule,
        seen: 0,
        hits: 0,
        random: createSeededRandom(seed + index * 7_919),
      }));
    },
    list: () => counted.map(({ rule, seen, hits }) => ({ ...rule, seen, hits })),
    async choose(path, call) {
      let chosen: CountedRule | null = null;
      for (const entry of counted) {
        if (!(await fits(entry.rule, path, call))) continue;
        entry.seen += 1;
        if (!chosen && isItsTurn(entry)) chosen = entry;
      }
      if (!chosen) return null;
      chosen.hits += 1;
      return chosen.rule.fault;
    },
  };
}

async function fits({ match, fault }: FaultRule, path: string, call: ReceivedCall) {
  const forChatsOnly = fault.kind === 'refusal' || fault.kind === 'wrong_tag_count';
  if (forChatsOnly && path !== '/v1/chat/completions') return false;
  if (match.path !== undefined && match.path !== path) return false;
  if (match.model !== undefined && match.model !== call.facts.model) return false;
  if (match.audio_sha256 !== undefined && match.audio_sha256 !== call.facts.audioSha256) {
    return false;
  }
  if (match.text_includes === undefined) return true;
  try {
    return (await call.text()).includes(match.text_includes);
  } catch {
    return false; // A request without readable audio has no text; what is wrong with it, its answer will say.
  }
}

function isItsTurn({ rule: { match, times }, seen, hits, random }: CountedRule): boolean {
  if (times !== undefined && hits >= times) return false;
  if (match.nth !== undefined && seen !== match.nth) return false;
  if (match.every !== undefined && seen % match.every !== 0) return false;
  if (match.first !== undefined && seen > match.first) return false;
  return match.probability === undefined || random() < match.probability;
}
