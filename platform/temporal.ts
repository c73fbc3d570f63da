import { readFile } from 'node:fs/promises';
import { Client, Connection } from '@temporalio/client';
import type { Config } from './config.ts';

/** How to reach the server, for the client and the worker alike. */
export async function temporalConnectionOptions(config: Config['temporal']) {
  const { address, apiKey, tlsCertPath, tlsKeyPath } = config;
  if (tlsCertPath && tlsKeyPath) {
    const [crt, key] = await Promise.all([readFile(tlsCertPath), readFile(tlsKeyPath)]);
    return { address, tls: { clientCertPair: { crt, key } } };
  }
  return apiKey ? { address, apiKey, tls: true } : { address };
}

/** A client that connects at its first call, so that a process can start while Temporal is away. */
export async function createTemporalClient(config: Config['temporal']): Promise<Client> {
  const connection = Connection.lazy({
    ...(await temporalConnectionOptions(config)),
    connectTimeout: '5s',
  });
  return new Client({ connection, namespace: config.namespace });
}

/** Where a person can look at the workflow, or null where no Web UI is known. */
export function workflowUiUrl(config: Config['temporal'], workflowId: string): string | null {
  if (!config.uiUrl) return null;
  const id = encodeURIComponent(workflowId);
  return `${config.uiUrl}/namespaces/${config.namespace}/workflows/${id}`;
}
