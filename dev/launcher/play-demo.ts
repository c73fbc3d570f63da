import type { DemoOptions, DemoResult, RunDemo } from '../demo/demo-result.ts';

const demoModule = new URL('../demo/run-demo.ts', import.meta.url).href;

/** Runs the demo. What it throws is a failure like any other: the stack stays up to look at it. */
export async function playDemo(options: DemoOptions): Promise<DemoResult> {
  try {
    const { runDemo } = (await import(demoModule)) as { runDemo: RunDemo };
    return await runDemo(options);
  } catch (error) {
    options.print(`The demo broke off: ${error instanceof Error ? error.message : String(error)}`);
    return { ok: false };
  }
}
