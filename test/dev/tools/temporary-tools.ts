import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Lifeline } from '../../../dev/stack/process/lifeline.ts';
import type { ToolContext } from '../../../dev/tools/tool-context.ts';
import { environmentWith } from '../../../platform/config.ts';

export interface ToolTestContext extends ToolContext, AsyncDisposable {
  reports: string[];
  /** Where the cache keeps its programs. */
  cache: string;
  /** Puts a shell program on PATH. */
  addProgram: (name: string, shellText: string) => Promise<string>;
  path: (name: string) => string;
}

/** A machine with nothing on PATH but the shell's own programs, and an empty cache. */
export async function openToolContext(): Promise<ToolTestContext> {
  const directory = await mkdtemp(join(tmpdir(), 'lector-tools-'));
  const path = (name: string) => join(directory, name);
  await mkdir(path('bin'));
  const reports: string[] = [];
  const lifeline = new Lifeline(environmentWith({}));
  return {
    reports,
    cache: path('cache/lector/bin'),
    lifeline,
    path,
    environment: { PATH: path('bin'), XDG_CACHE_HOME: path('cache'), DIRECTORY: directory },
    report: (line) => reports.push(line),
    signal: new AbortController().signal,
    addProgram: (name, shellText) => addProgram(path(`bin/${name}`), shellText),
    async [Symbol.asyncDispose]() {
      await lifeline.close();
      await rm(directory, { recursive: true, force: true });
    },
  };
}

async function addProgram(path: string, shellText: string): Promise<string> {
  // The programs of these tests need more than what is on the PATH of the test.
  await writeFile(path, `#!/bin/sh\nPATH=$PATH:/usr/bin:/bin\n${shellText}\n`);
  await chmod(path, 0o755);
  return path;
}
