import { access } from 'node:fs/promises';
import { join } from 'node:path';
import { runCommand } from '../run/run-command.ts';

const version = '4.32.5';

/** Schemathesis in a Python environment of its own, made at the first time. @returns the program's path */
export async function installSchemathesis(): Promise<string> {
  const folder = '.lector/schemathesis';
  const program = join(folder, 'bin', 'st');
  if (
    await access(program).then(
      () => true,
      () => false,
    )
  )
    return program;
  await expectSuccess('python3', ['-m', 'venv', folder]);
  const pip = join(folder, 'bin', 'pip');
  await expectSuccess(pip, ['install', '--quiet', `schemathesis==${version}`]);
  return program;
}

async function expectSuccess(command: string, args: string[]): Promise<void> {
  const { exitCode, output } = await runCommand(command, args);
  if (exitCode !== 0) throw new Error(`${command} ${args.join(' ')}: ${output}`);
}

/** Nothing undocumented: no 5xx, no status, no media type, no body that is not as its schema says. */
const checks = [
  'not_a_server_error',
  'status_code_conformance',
  'content_type_conformance',
  'response_schema_conformance',
  'response_headers_conformance',
];

/** What ends the fuzzer's own session or account; as a guest it is called all the same. */
const endsSession = '^(deleteMe|logout|logoutEverywhere|endSession)$';

interface FuzzRun {
  program: string;
  apiUrl: string;
  accessToken: string | null;
  examples: number;
}

/** @returns whether nothing was found; what was found is on standard output */
export async function runSchemathesis({
  program,
  apiUrl,
  accessToken,
  examples,
}: FuzzRun): Promise<boolean> {
  const { exitCode } = await runCommand(
    program,
    [
      ...['run', `${apiUrl}/openapi.json`, '--checks', checks.join(',')],
      ...['--phases', 'examples,coverage,fuzzing', '--max-examples', String(examples)],
      ...['--seed', '1', '--workers', '1', '--request-timeout', '20', '--no-color'],
      ...['--suppress-health-check', 'all', '--warnings', 'off', '--continue-on-failure'],
      ...(accessToken === null
        ? []
        : [
            ...['--header', `Authorization: Bearer ${accessToken}`],
            ...['--exclude-operation-id-regex', endsSession],
          ]),
    ],
    { live: true },
  );
  return exitCode === 0;
}
