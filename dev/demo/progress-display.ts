const barWidth = 30;

/** One line a book: redrawn in place at a terminal, printed at each tenth of the way elsewhere. */
export class ProgressDisplay {
  readonly #print: (line: string) => void;
  readonly #lines = new Map<string, string>();
  readonly #printed = new Map<string, number>();
  readonly #isTerminal = process.stdout.isTTY;
  #drawn = 0;

  constructor(print: (line: string) => void) {
    this.#print = print;
  }

  show(title: string, percent: number, step: string): void {
    const filled = Math.round((percent / 100) * barWidth);
    const bar = '█'.repeat(filled) + '░'.repeat(barWidth - filled);
    const line = `  ${title.padEnd(28).slice(0, 28)} ${bar} ${String(percent).padStart(3)} %  ${step}`;
    if (this.#isTerminal) {
      this.#lines.set(title, line);
      this.#redraw();
      return;
    }
    const tenth = Math.floor(percent / 10);
    if (this.#printed.get(title) === tenth) return;
    this.#printed.set(title, tenth);
    this.#print(line);
  }

  #redraw(): void {
    const up = this.#drawn > 0 ? `\u001B[${this.#drawn}A` : '';
    const lines = [...this.#lines.values()].map((line) => `\u001B[2K${line}\n`);
    process.stdout.write(up + lines.join(''));
    this.#drawn = lines.length;
  }
}
