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

/** A field by its path in the settings, e.g. `limits.webauthn_credentials`, and the objection to its value. */
export interface RefusedField {
  readonly path: string;
  readonly reason: string;
}

/** A refusal in the server's own words; for a value of the settings (422) with the field it is about. */
export class Refused extends Error {
  readonly field: RefusedField | undefined;

  constructor({ error, details }: Refusal) {
    super(error);
    const { field, reason } = details ?? {};
    this.field = field !== undefined && reason !== undefined ? { path: field, reason } : undefined;
  }
}

interface Refusal {
  readonly error: string;
  readonly details?: { readonly field?: string; readonly reason?: string } | null;
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

/** Changes what `change` names and leaves the rest as it is. @throws Refused */
export const change = async <T>(path: string, settings: Partial<T>): Promise<T> =>
  send<T>('PUT', path, settings, await systemToken());

/** A call of the mock's control interface. */
export const control = <T>(method: 'GET' | 'POST' | 'DELETE', path: string, body?: object): Promise<T> =>
  send<T>(method, `/_mock${path}`, body);

async function send<T>(method: string, path: string, body?: object, token?: string): Promise<T> {
  const response = await fetch(path, {
    method,
    redirect: 'error',
    headers: {
      ...(token !== undefined && { Authorization: `Bearer ${token}` }),
      ...(body && { 'Content-Type': 'application/json' }),
    },
    ...(body && { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  const reply: unknown = text === '' ? undefined : JSON.parse(text);
  if (!response.ok) throw new Refused((reply as Refusal | undefined) ?? { error: response.statusText });
  return reply as T;
}
