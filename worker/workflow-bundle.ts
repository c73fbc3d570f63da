import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { bundleWorkflowCode } from '@temporalio/worker';

/** Made by `npm run build`, so that production starts without a bundler and runs just what was tested. */
const bundlePath = resolve(import.meta.dirname, '../build/workflow-bundle.js');

/** @returns the workflow code as one script for the sandbox, with its source map inside */
async function buildWorkflowBundle(): Promise<string> {
  const { code } = await bundleWorkflowCode({
    workflowsPath: resolve(import.meta.dirname, '../workflows/index.ts'),
    logger: silentLogger,
  });
  return code;
}

/** The prebuilt bundle in production; in development it is built at every start, so it is never stale. */
export async function loadWorkflowBundle(nodeEnv: string): Promise<string> {
  return nodeEnv === 'production' ? readFile(bundlePath, 'utf8') : buildWorkflowBundle();
}

export async function writeWorkflowBundle(): Promise<void> {
  await mkdir(dirname(bundlePath), { recursive: true });
  await writeFile(`${bundlePath}.part`, await buildWorkflowBundle());
  await rename(`${bundlePath}.part`, bundlePath);
}

const silent = () => undefined;
const silentLogger = {
  log: silent,
  trace: silent,
  debug: silent,
  info: silent,
  warn: silent,
  error: silent,
};
