import { startApi } from '../support/api.ts';
import setUp from '../support/jest-global-setup.ts';
import tearDown from '../support/jest-global-teardown.ts';
import { installSchemathesis, runSchemathesis } from './schemathesis.ts';

/** `npm run fuzz [-- <examples>]`: every operation of the document, as a guest, as a user and as an administrator. */
const examples = Number(process.argv[2] ?? 50);

const program = await installSchemathesis();
await setUp();
try {
  const api = await startApi({ RATE_LIMIT_FACTOR: '1000000', ACCESS_TOKEN_TTL: '1d' });
  const user = await api.newUser();
  const callers = { guest: null, user: user.accessToken, administrator: api.admin.accessToken };
  for (const [name, accessToken] of Object.entries(callers)) {
    process.stdout.write(`\n— as ${name} —\n`);
    const found = await runSchemathesis({ program, apiUrl: api.url, accessToken, examples });
    if (!found) process.exitCode = 1;
  }
  await api.stop();
} finally {
  await tearDown();
}
