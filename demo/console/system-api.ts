/** Settings of a workspace, as its administrator sees them. */
export interface WorkspaceSettings {
  readonly id: string;
  readonly name?: string;
  readonly authentication_mechanisms: readonly string[];
}

/** Settings of the identity pool. */
export interface PoolSettings {
  readonly authentication_mechanisms: readonly string[];
  readonly second_factor_authentication_mechanisms: readonly string[];
  readonly preferred_authentication_mechanism: string;
  readonly webauthn_settings: { readonly rp_id: string; readonly rp_origins: readonly string[] };
  readonly limits: { readonly max_credentials: number; readonly webauthn_credentials: number };
}

export const workspacePath = (name: string): string => `/api/admin/acme/servers/${name}`;
export const poolPath = '/api/identity/acme/system/pools/customers';

/**
 * A token of the back office. The mock mints it for this page; with a tenant, the console would talk to a backend
 * that keeps the client secret.
 */
export async function systemToken(): Promise<string> {
  const order = { workspace: 'system', client: 'backoffice', scope: 'identity manage_configuration' };
  const { access_token: token } = await send<{ readonly access_token: string }>(
    'POST',
    '/_mock/tokens',
    order,
  );
  return token;
}

export const read = async <T>(path: string): Promise<T> =>
  send<T>('GET', path, undefined, await systemToken());

/** Changes what `change` names and leaves the rest as it is. Rejects with the server's own sentence. */
export const change = async <T>(path: string, settings: Partial<T>): Promise<T> =>
  send<T>('PUT', path, settings, await systemToken());

/** A call of the mock's control interface. */
export const control = <T>(method: 'GET' | 'POST', path: string, body?: object): Promise<T> =>
  send<T>(method, `/_mock${path}`, body);

async function send<T>(method: string, path: string, body?: object, token?: string): Promise<T> {
  const response = await fetch(path, {
    method,
    headers: {
      ...(token !== undefined && { Authorization: `Bearer ${token}` }),
      ...(body && { 'Content-Type': 'application/json' }),
    },
    ...(body && { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  const reply: unknown = text === '' ? undefined : JSON.parse(text);
  if (!response.ok)
    throw new Error((reply as { readonly error?: string } | undefined)?.error ?? response.statusText);
  return reply as T;
}
