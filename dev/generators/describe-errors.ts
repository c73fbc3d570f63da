import { failures, problems } from '../../domain/errors.ts';

export function describeErrors(): string {
  const problemRows = Object.entries(problems).map(
    ([code, { status, title }]) => `| ${status} | \`${code}\` | ${title} |`,
  );
  const failureRows = Object.entries(failures).map(
    ([code, { title, permanent, remedy }]) =>
      `| \`${code}\` | ${title} | ${permanent ? 'no' : 'yes'} | ${remedy} |`,
  );
  return `# Errors

Made from \`domain/errors.ts\` by \`npm run generate\`.

## What clients of the API are told

\`application/problem+json\` (RFC 9457); the code stands in \`error\`.

| status | code | meaning |
| --- | --- | --- |
${problemRows.join('\n')}

## What a workflow's step can fail with

The code is the type of the failure in the Temporal UI, and the search attribute \`FailureCode\`.

| code | meaning | tried again by itself | what to do |
| --- | --- | --- | --- |
${failureRows.join('\n')}
`;
}
