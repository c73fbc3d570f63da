/** What the demo is given. Addresses are without a slash at the end. */
export interface DemoOptions {
  apiUrl: string;
  /** Of the caught mails; undefined when SMTP_URL names a real server. */
  inboxUrl: string | undefined;
  temporalUiUrl: string | undefined;
  adminEmail: string;
  adminPassword: string;
  /** False when a real AI answers: it can't read tone-coded audio. */
  aiIsStandIn: boolean;
  /** Takes a line for the person at the terminal. */
  print: (line: string) => void;
}

export interface DemoResult {
  /** All that the demo has tried held. */
  ok: boolean;
}

/** What `run-demo.ts` exports as `runDemo`. */
export type RunDemo = (options: DemoOptions) => Promise<DemoResult>;
