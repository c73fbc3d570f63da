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

/** `user` is whose the thing in the path is. A key is the user's, or an administrator's for administrators' work. */
export type Caller =
  | (typeof principals)[number]
  | 'disabled user'
  | 'expired token'
  | 'refresh token as access token'
  | 'API key without the scope'
  | 'API key with the scope';

/** What a call must come to: `yes` for whatever the handler makes of it. */
export type Access = 'yes' | '401' | '403' | '404';

export function outcome(operation: Operation, caller: Caller): Access {
  const { auth, ownedBy, scope } = operation;
  if (auth === 'public') return 'yes';
  switch (caller) {
    case 'disabled user':
      return '403';
    case 'expired token':
    case 'refresh token as access token':
      return '401';
    case 'API key without the scope':
      return '403';
    case 'API key with the scope':
      return scope === undefined ? '403' : 'yes';
    case 'anonymous':
      if (auth !== 'optional') return '401';
      return ownedBy === undefined ? 'yes' : '404';
    case 'user':
      return auth === 'admin' ? '403' : 'yes';
    case 'other user':
      if (auth === 'admin') return '403';
      return ownedBy === undefined ? 'yes' : '404';
    case 'admin':
      return ownedBy === 'caller' ? '404' : 'yes';
  }
}
