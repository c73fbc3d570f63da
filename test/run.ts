import { runChecks } from './run/checks.ts';
import { runJest } from './run/jest.ts';

/**
 * `npm test`: the checks and every test. `npm test -- unit integration` runs just those projects, further arguments go
 * to jest. The last line is `N passed, N failed`.
 */
const names = new Set(['unit', 'integration', 'e2e', 'chaos']);
const args = process.argv.slice(2);
const projects = args.filter((arg) => names.has(arg));
const rest = args.filter((arg) => !names.has(arg));
const isWhole = args.length === 0;

const checked = isWhole ? await runChecks() : { passed: 0, failed: 0 };
const selected = projects.length > 0 ? ['--selectProjects', ...projects] : [];
const tested = await runJest([...selected, ...rest]);
const failed = checked.failed + tested.failed;
console.log(`${checked.passed + tested.passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
