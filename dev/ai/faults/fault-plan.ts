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

/** What rules look at. */
type StruckCall = Pick<ReceivedCall, 'facts' | 'text'>;

export interface FaultPlan {
  replace(faults: Faults): void;
  list(): (FaultRule & { seen: number; hits: number })[];
  /** The fault of the first rule that fits; every rule counts the call. */
  choose(path: string, call: StruckCall): Promise<Fault | null>;
}

/** Whether a kind of fault makes sense for calls of this path at all. */
type Applies = (kind: Fault['kind'], path: string) => boolean;

/** Rules live in memory: after a restart there are none. */
export function createFaultPlan(applies: Applies = appliesToOpenAi): FaultPlan {
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
        if (!applies(entry.rule.fault.kind, path)) continue;
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

function appliesToOpenAi(kind: Fault['kind'], path: string): boolean {
  const isForChatsOnly = kind === 'refusal' || kind === 'wrong_tag_count';
  return kind !== 'job_error' && (!isForChatsOnly || path === '/v1/chat/completions');
}

async function fits({ match }: FaultRule, path: string, call: StruckCall) {
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
