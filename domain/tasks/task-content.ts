/** How much a task may hold; what comes in is refused beyond it, and what is proposed beyond it is left out. */
export const taskLimits = {
  nameLetters: 255,
  categoryLetters: 100,
  tags: 20,
  tagLetters: 50,
  prompts: 500,
  promptLetters: 2000,
  /** Over all prompts: a version is kept of every change. */
  totalLetters: 200_000,
  versions: 200,
  tasks: 10_000,
  /** In one change or deletion of several. */
  batch: 100,
} as const;

/** Where in the recording a prompt came from. */
export interface PromptSource {
  /** The words of the transcript, as they stand there. */
  quote: string;
  startSeconds: number;
  endSeconds: number;
  /** True where no usable answer of the language model was to be had, and a sentence was taken instead. */
  degraded: boolean;
}

export interface Prompt {
  id: string;
  text: string;
  /** What was found in a recording is proposed until its owner accepts it. */
  state: 'accepted' | 'proposed';
  /** null for what its owner wrote. */
  source: PromptSource | null;
}

/** All of a task that its owner can change: what a version keeps. Prompts stand in their order. */
export interface TaskContent {
  name: string;
  category: string | null;
  tags: string[];
  prompts: Prompt[];
}

export type TaskChange = 'created' | 'edited' | 'proposed' | 'accepted' | 'rejected' | 'restored';
