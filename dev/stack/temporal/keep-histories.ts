import { StackError } from '../stack-error.ts';

/** Sets how long the histories of ended workflows are kept (`UpdateNamespace` of Temporal's HTTP API). */
export async function keepHistoriesFor(
  days: number,
  httpUrl: string,
  namespace: string,
): Promise<void> {
  const response = await fetch(`${httpUrl}/api/v1/namespaces/${namespace}/update`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ config: { workflowExecutionRetentionTtl: `${days * 86_400}s` } }),
  });
  const answer = await response.text();
  if (!response.ok) throw new StackError(`Temporal would not keep histories longer: ${answer}`);
}
