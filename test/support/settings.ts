import type { Mechanism, PoolSettings } from '../../src/api/contract.ts';
import type { Workspace } from './client.ts';

/** Changes the settings of a workspace as an administrator does; `resetWorld` undoes it. */
export async function setMechanisms(workspace: Workspace, mechanisms: readonly Mechanism[]): Promise<void> {
  await put(`/api/admin/acme/servers/${workspace}`, { authentication_mechanisms: mechanisms });
}

/** Changes settings of the pool. */
export async function setPool(changes: Partial<PoolSettings>): Promise<void> {
  await put('/api/identity/acme/system/pools/customers', changes);
}

async function put(path: string, body: object): Promise<void> {
  const token = await backendToken();
  const headers = { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' };
  const reply = await fetch(path, { method: 'PUT', headers, body: JSON.stringify(body) });
  if (!reply.ok) throw new Error(`${path} answered ${reply.status}: ${await reply.text()}`);
}

export async function backendToken(): Promise<string> {
  const asked = { workspace: 'system', client: 'backoffice', scope: 'identity manage_configuration' };
  const headers = { 'Content-Type': 'application/json' };
  const reply = await fetch('/_mock/tokens', { method: 'POST', headers, body: JSON.stringify(asked) });
  return ((await reply.json()) as { access_token: string }).access_token;
}
