import { runCommand } from './run-command.ts';

interface Check {
  name: string;
  command: string;
  args: string[];
}

const bin = (name: string) => `node_modules/.bin/${name}`;

const checks: Check[] = [
  { name: 'types', command: bin('tsc'), args: ['-p', '.'] },
  { name: 'lint', command: bin('oxlint'), args: ['--type-aware', '--deny-warnings'] },
  { name: 'formatting', command: bin('oxfmt'), args: ['--check'] },
  {
    name: 'boundaries',
    command: bin('depcruise'),
    args: ['--config', '.dependency-cruiser.mjs', '--output-type', 'err-long', ...folders()],
  },
  { name: 'unused code', command: bin('knip'), args: [] },
  {
    name: 'generated files',
    command: process.execPath,
    args: ['dev/generate.ts', '--check'],
  },
];

function folders(): string[] {
  return [
    'api',
    'workflows',
    'activities',
    'worker',
    'db',
    'domain',
    'platform',
    'ops',
    'dev',
    'test',
  ];
}

/** Runs all checks, two at a time, and says of each how it went. @returns how many passed and failed */
export async function runChecks(): Promise<{ passed: number; failed: number }> {
  const waiting = [...checks];
  let failed = 0;

  async function lane(): Promise<void> {
    for (let check = waiting.shift(); check; check = waiting.shift()) {
      const { exitCode, output, seconds } = await runCommand(check.command, check.args);
      const mark = exitCode === 0 ? '✔' : '✘';
      console.log(`${mark} ${check.name} (${seconds.toFixed(1)} s)`);
      if (exitCode === 0) continue;
      failed += 1;
      console.log(output.trimEnd());
    }
  }

  await Promise.all([lane(), lane()]);
  return { passed: checks.length - failed, failed };
}
