/** Keeps count of what the demo has seen hold, and says it. */
export class Checks {
  readonly #print: (line: string) => void;
  failed = 0;
  passed = 0;

  constructor(print: (line: string) => void) {
    this.#print = print;
  }

  expect(holds: boolean, statement: string): void {
    if (holds) this.passed += 1;
    else this.failed += 1;
    this.#print(`  ${holds ? '✔' : '✘ NOT TRUE:'} ${statement}`);
  }

  get allHold(): boolean {
    return this.failed === 0 && this.passed > 0;
  }
}
