import type { Device } from '../support/device.ts';

/**
 * How a ceremony ends: with a verified passkey, as within an OAuth transaction (its tokens come from the token endpoint
 * later), or with tokens in the answer.
 */
export type Ending = 'passkey' | 'tokens';

/** A server that people sign up to and sign in at. Both calls take the milliseconds of begin and complete. */
export interface Site {
  readonly url: string;
  signUp(device: Device, identifier: string, ending: Ending): Promise<number>;
  signIn(device: Device, ending: Ending): Promise<number>;
}

export class MockSite implements Site {
  readonly url: string;

  constructor(url: string) {
    this.url = url;
  }

  async signUp(device: Device, identifier: string, ending: Ending): Promise<number> {
    const body = { identifier, ...(await this.#place(ending)) };
    return ceremony(`${this.#pool}/register/usernameless-webauthn`, body, '', (publicKey) =>
      device.create(publicKey),
    );
  }

  async signIn(device: Device, ending: Ending): Promise<number> {
    const body = await this.#place(ending);
    return ceremony(`${this.#pool}/login/usernameless-webauthn`, body, '', (publicKey) =>
      device.get(publicKey),
    );
  }

  get #pool(): string {
    return `${this.url}/acme/identity/customers`;
  }

  /** Where a sign-in happens. A transaction is opened before the clock runs: it is no part of the ceremony. */
  async #place(ending: Ending): Promise<Readonly<Record<string, string>>> {
    if (ending === 'tokens') return { workspace_id: 'shop' };
    const query = new URLSearchParams({
      client_id: 'spa',
      redirect_uri: 'http://localhost:9999/callback',
      response_type: 'code',
      scope: 'openid',
      code_challenge: 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM',
      code_challenge_method: 'S256',
    });
    const path = `/acme/shop/oauth2/authorize?${query.toString()}`;
    const { headers } = await fetch(this.url + path, { redirect: 'manual' });
    return Object.fromEntries(new URL(headers.get('Location') ?? '').searchParams);
  }
}

export class ExpressSite implements Site {
  readonly url: string;

  constructor(url: string) {
    this.url = url;
  }

  signUp(device: Device, identifier: string, ending: Ending): Promise<number> {
    const query = queryOf(ending);
    return ceremony(`${this.url}/register/usernameless-webauthn`, { identifier }, query, (publicKey) =>
      device.create(publicKey),
    );
  }

  signIn(device: Device, ending: Ending): Promise<number> {
    const query = queryOf(ending);
    return ceremony(`${this.url}/login/usernameless-webauthn`, {}, query, (publicKey) =>
      device.get(publicKey),
    );
  }
}

const queryOf = (ending: Ending): string => (ending === 'tokens' ? '?tokens' : '');

/** The time between the calls, which the device takes, does not count. */
async function ceremony(
  base: string,
  body: unknown,
  query: string,
  prompt: (publicKey: unknown) => unknown,
): Promise<number> {
  const begin = await post(`${base}/begin`, body);
  const complete = await post(`${base}/complete${query}`, prompt(begin.body['publicKey']));
  return begin.milliseconds + complete.milliseconds;
}

async function post(
  url: string,
  body: unknown,
): Promise<{ body: Record<string, unknown>; milliseconds: number }> {
  const headers = { 'Content-Type': 'application/json' };
  const started = performance.now();
  const reply = await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) });
  const text = await reply.text();
  const milliseconds = performance.now() - started;
  if (!reply.ok) throw new Error(`${url} answered ${reply.status}: ${text}`);
  return { body: JSON.parse(text) as Record<string, unknown>, milliseconds };
}
