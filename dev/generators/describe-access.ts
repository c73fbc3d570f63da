import { basePath } from '../../api/http/register-operations.ts';
import type { Operation } from '../../api/http/route.ts';
import { operations } from '../../api/operations.ts';

/** `docs/authorization.md`: who may call what, as the operations declare it. */
export function describeAccess(): string {
  const rows = operations.map((operation) =>
    [
      `\`${operation.method.toUpperCase()} ${basePath}${operation.path}\``,
      ...principals.map((principal) => outcome(operation, principal)),
      operation.scope ? `\`${operation.scope}\`` : '–',
      operation.limit ? `${operation.limit.points} / ${operation.limit.perSeconds} s` : '–',
    ].join(' | '),
  );
  return `# Who may do what

Made from the operations by \`npm run generate\`; a test calls each as each and compares.

401: must sign in, or the token is no good. 403: known, and not allowed. 404: to this caller it does not exist. A disabled account gets 403, an expired token or a refresh token 401, wherever a token is looked at. The scope is what an API key needs; without one no key may call. Limits are per caller.

| operation | ${principals.join(' | ')} | scope | limit |
| --- | ${principals.map(() => '---').join(' | ')} | --- | --- |
${rows.map((row) => `| ${row} |`).join('\n')}
`;
}

const principals = ['anonymous', 'user', 'other user', 'admin'] as const;

function outcome({ auth, ownedBy }: Operation, principal: (typeof principals)[number]): string {
  if (auth === 'public' || auth === 'optional') return 'yes';
  if (principal === 'anonymous') return '401';
  if (auth === 'admin') return principal === 'admin' ? 'yes' : '403';
  if (ownedBy === undefined || principal === 'user') return 'yes';
  if (principal === 'admin' && ownedBy === 'caller or admin') return 'yes';
  return '404';
}
