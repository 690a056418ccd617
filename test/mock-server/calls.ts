import { createMockServer, type MockServer, type MockServerOptions } from '../../mock-server/app.ts';
import type {
  CreateCompleteReply,
  CredentialAssertion,
  CredentialCreation,
  Family,
  SelfCredential,
  SelfProfile,
  TokenReply,
} from '../../src/api/contract.ts';
import { CookieJar } from '../support/cookie-jar.ts';
import { Device } from '../support/device.ts';
import { assertDescribed } from '../support/openapi.ts';
import { fakeEnvironment, type FakeEnvironment } from '../support/fake-environment.ts';

export const origin = 'http://localhost:4400';

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  // The caller names the type of the body.
  readonly body: unknown;
}

export interface Sent {
  readonly token?: string;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** One browser at a server in a still world, every reply of which is compared with openapi.yaml. */
export class Calls {
  readonly world: FakeEnvironment;
  readonly server: MockServer;
  readonly cookies = new CookieJar();

  constructor(options: MockServerOptions = {}, beside?: Calls) {
    const onError = (error: unknown) => {
      throw error;
    };
    this.world = beside?.world ?? fakeEnvironment();
    this.server = beside?.server ?? createMockServer({ world: this.world, onError, ...options });
  }

  /** Another browser at the same server. */
  fromAnotherBrowser(): Calls {
    return new Calls({}, this);
  }

  /** Sends a request with this browser's cookies. */
  async send(method: string, url: string, init: RequestInit = {}): Promise<Response> {
    const headers = new Headers(init.headers);
    if (this.cookies.header !== '') headers.set('Cookie', this.cookies.header);
    const reply = await this.server.request(url, { ...init, method, headers });
    await assertDescribed(method, url, reply);
    this.cookies.keep(reply);
    return reply;
  }

  async call(method: string, path: string, { token, body, headers }: Sent = {}): Promise<Answer> {
    const sent = new Headers(headers);
    if (token !== undefined) sent.set('Authorization', `Bearer ${token}`);
    if (body !== undefined) sent.set('Content-Type', 'application/json');
    const init = { headers: sent, ...(body === undefined ? {} : { body: JSON.stringify(body) }) };
    const reply = await this.send(method, origin + path, init);
    const text = await reply.text();
    return { status: reply.status, headers: reply.headers, body: text === '' ? undefined : JSON.parse(text) };
  }

  /** A token of a user, as fresh as asked. */
  async userToken(workspace = 'shop', about: Readonly<Record<string, unknown>> = {}): Promise<string> {
    const scope = 'openid view_ss_profile manage_ss_profile';
    const body = { workspace, user: 'ada@example.com', scope, ...about };
    const answer = await this.call('POST', '/_mock/tokens', { body });
    return (answer.body as { access_token: string }).access_token;
  }

  async backendToken(scope = 'identity manage_configuration'): Promise<string> {
    const body = { workspace: 'system', client: 'backoffice', scope };
    const answer = await this.call('POST', '/_mock/tokens', { body });
    return (answer.body as { access_token: string }).access_token;
  }

  async me(workspace = 'shop', about = {}): Promise<SelfProfile> {
    const token = await this.userToken(workspace, about);
    return (await this.call('GET', `${self(workspace)}/me`, { token })).body as SelfProfile;
  }

  async passkeys(workspace = 'shop', about = {}): Promise<readonly SelfCredential[]> {
    const { credentials } = await this.me(workspace, about);
    return (credentials ?? []).filter(({ type }) => type === 'webauthn');
  }
}

export const self = (workspace: string) => `/acme/${workspace}/identity/v2/self`;
export const pool = '/acme/identity/customers';
/** Of the system API. */
export const system = '/api/identity/acme/system/pools/customers';

export const familyOf = (workspace: string): Family =>
  workspace === 'portal' ? 'webauthn' : 'usernameless-webauthn';

/** A person with an authenticator in their hand. */
export class Person {
  readonly device = new Device(origin);
  readonly calls: Calls;
  readonly identifier: string;

  constructor(calls: Calls, identifier = 'ada@example.com') {
    this.calls = calls;
    this.identifier = identifier;
  }

  create(options: CredentialCreation) {
    return this.device.create(options.publicKey);
  }

  get(options: CredentialAssertion) {
    return this.device.get(options.publicKey);
  }

  async beginEnrolment(workspace = 'shop'): Promise<CredentialCreation> {
    const token = await this.calls.userToken(workspace, { user: this.identifier });
    const path = `${self(workspace)}/${familyOf(workspace)}/create/begin`;
    return (await this.calls.call('POST', path, { token })).body as CredentialCreation;
  }

  async completeEnrolment(body: unknown, workspace = 'shop'): Promise<Answer> {
    const token = await this.calls.userToken(workspace, { user: this.identifier });
    const path = `${self(workspace)}/${familyOf(workspace)}/create/complete`;
    return this.calls.call('POST', path, { token, body });
  }

  /** Begin, prompt and complete. */
  async enrol(workspace = 'shop'): Promise<CreateCompleteReply> {
    const made = this.create(await this.beginEnrolment(workspace));
    return (await this.completeEnrolment(made, workspace)).body as CreateCompleteReply;
  }

  beginSignIn(workspace = 'shop', about: Readonly<Record<string, unknown>> = {}): Promise<Answer> {
    const body = { identifier: this.identifier, workspace_id: workspace, ...about };
    return this.calls.call('POST', `${pool}/login/${familyOf(workspace)}/begin`, { body });
  }

  completeSignIn(body: unknown, workspace = 'shop'): Promise<Answer> {
    return this.calls.call('POST', `${pool}/login/${familyOf(workspace)}/complete`, { body });
  }

  async signIn(workspace = 'shop'): Promise<Answer> {
    const options = (await this.beginSignIn(workspace)).body as CredentialAssertion;
    return this.completeSignIn(this.get(options), workspace);
  }

  async signInWithPassword(password: string, workspace = 'shop'): Promise<Answer> {
    const body = { identifier: this.identifier, password, workspace_id: workspace };
    return this.calls.call('POST', `${pool}/login/password`, { body });
  }
}

/** The same options for whoever has a passkey here. */
export function forAnybody({ publicKey }: CredentialAssertion): CredentialAssertion {
  return { publicKey: { ...publicKey, allowCredentials: [] } };
}

/** `error_code` of a refusal. */
export const errorCode = ({ body }: Answer): unknown => (body as { error_code?: unknown }).error_code;

/** The claims of a token, unchecked. */
export function claimsOf(token: string): Readonly<Record<string, unknown>> {
  const [, payload = ''] = token.split('.');
  return JSON.parse(Buffer.from(payload, 'base64url').toString()) as Readonly<Record<string, unknown>>;
}

export const tokensOf = (answer: Answer): TokenReply => answer.body as TokenReply;
