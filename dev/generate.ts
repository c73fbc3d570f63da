import { readFile, writeFile } from 'node:fs/promises';
import { projectRoot } from './stack/project-root.ts';
import { join } from 'node:path';
import { describeAccess } from './generators/describe-access.ts';
import { describeErrors } from './generators/describe-errors.ts';
import { describeSettings } from './generators/describe-settings.ts';
import { describeApi } from './generators/describe-api.ts';

/**
 * `npm run generate` writes the files that follow from the code; with `--check` it only tells which of them have
 * drifted.
 */
const files: Record<string, () => string> = {
  '.env.example': describeSettings,
  'docs/openapi.json': describeApi,
  'docs/errors.md': describeErrors,
  'docs/authorization.md': describeAccess,
};

const isCheck = process.argv.includes('--check');
for (const [name, describe] of Object.entries(files)) {
  const path = join(projectRoot, name);
  const wanted = describe();
  const present = await readFile(path, 'utf8').catch(() => '');
  if (present === wanted) continue;
  if (isCheck) {
    console.error(`${name} has drifted from the code: npm run generate`);
    process.exitCode = 1;
  } else {
    await writeFile(path, wanted);
    console.log(`wrote ${name}`);
  }
}
