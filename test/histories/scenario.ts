import type { TestLector } from '../support/lector.ts';
import type { ScriptedPayments } from '../support/scripted-payments.ts';

/** What a scenario plays on. */
export interface Stage {
  lector: TestLector;
  payments: ScriptedPayments;
  /** Recordings of a run: the same text gives the same file. */
  recording(text: string): Promise<string>;
  /** An audiobook that is for sale. */
  soldBookId: string;
  /** What the mail catcher is to do wrong. */
  setMailFaults(faults: object): Promise<void>;
}

/** A path through workflows whose histories are kept. All that it starts should end. */
export type Scenario = (stage: Stage) => Promise<void>;
