import assert from 'node:assert/strict';
import type { Credential } from 'webauthn4js';
import type { CredentialAssertion, CredentialCreation, TokenReply } from '../../../src/api/contract.ts';
import { Device } from '../../support/device.ts';
import type { GoWebAuthn } from '../../support/go-webauthn.ts';
import { type Answer, type Calls, origin, self } from '../calls.ts';
import { twoPools } from '../two-pools.ts';
import { type Mode, type Person, toPool, type WorkspaceId } from './model.ts';

interface Made {
  readonly device: Device;
  /** Of the record. */
  readonly id: string;
  readonly credentialId: string;
  readonly userHandle: string;
  /** The record of go-webauthn. */
  readonly theirs: Credential;
}

interface Begun {
  readonly path: string;
  readonly options: CredentialAssertion;
}

const families = { smart: 'usernameless-webauthn', classic: 'webauthn' } as const;
const mechanisms = { smart: ['usernameless_webauthn'], classic: ['webauthn'], off: [] } as const;

/** The server that is compared with the model: passkeys, challenges and tokens have the places that they have there. */
export class System {
  readonly passkeys: Made[] = [];
  readonly challenges: Begun[] = [];
  readonly refreshes: string[] = [];
  readonly accesses: string[] = [];
  readonly #calls: Calls;
  readonly #go: GoWebAuthn;

  private constructor(calls: Calls, go: GoWebAuthn) {
    this.#calls = calls;
    this.#go = go;
  }

  static async start(go: GoWebAuthn): Promise<System> {
    const { calls, state } = await twoPools();
    state.clients['first-party']?.workspaceIds.push('office', 'desk');
    return new System(calls, go);
  }

  async advance(seconds: number): Promise<number> {
    return (await this.#calls.call('POST', '/_mock/clock', { body: { advance_seconds: seconds } })).status;
  }

  async switchMode(workspace: WorkspaceId, mode: Mode): Promise<number> {
    const token = await this.#calls.backendToken();
    const body = { authentication_mechanisms: ['password', ...mechanisms[mode]] };
    const path = `/api/admin/acme/servers/${workspace}`;
    return (await this.#calls.call('PUT', path, { token, body })).status;
  }

  async enrol(person: Person, workspace: WorkspaceId, mode: Mode): Promise<number> {
    const token = await this.#calls.userToken(workspace, { user: person });
    const path = `${self(workspace)}/${familyOr(mode)}/create`;
    const begun = await this.#calls.call('POST', `${path}/begin`, { token });
    if (begun.status !== 200) return begun.status;
    const { publicKey } = begun.body as CredentialCreation;
    const device = new Device(origin);
    const body = device.create({ ...publicKey, excludeCredentials: [] });
    const userHandle = publicKey.user.id;
    const theirs = await this.#go.register({ challenge: publicKey.challenge, userHandle }, body);
    const made = await this.#calls.call('POST', `${path}/complete`, { token, body });
    if (made.status !== 200) return made.status;
    const listed = await this.#calls.passkeys(workspace, { user: person });
    const { id = '' } = listed.find((one) => one.credential_id === body.id) ?? {};
    this.passkeys.push({ device, id, credentialId: body.id, userHandle, theirs });
    return made.status;
  }

  async begin(person: Person, workspace: WorkspaceId, mode: Mode): Promise<number> {
    const path = `/acme/identity/${toPool(workspace)}/login/${familyOr(mode)}`;
    const body = { identifier: person, workspace_id: workspace };
    const begun = await this.#calls.call('POST', `${path}/begin`, { body });
    if (begun.status === 200) {
      this.challenges.push({ path, options: begun.body as CredentialAssertion });
    }
    return begun.status;
  }

  /** Answers a challenge with a passkey, whether or not it was asked for. */
  async complete(challenge: number, passkey: number): Promise<number> {
    const [begun, made] = [this.challenges[challenge], this.passkeys[passkey]];
    assert.ok(begun && made);
    const { publicKey } = begun.options;
    const allowCredentials = [{ type: 'public-key', id: made.credentialId }];
    const body = made.device.get({ ...publicKey, allowCredentials });
    const answer = await this.#calls.call('POST', `${begun.path}/complete`, { body });
    if (answer.status === 200) {
      this.#keep(answer);
      const { userHandle, theirs } = made;
      await this.#go.signIn({ challenge: publicKey.challenge, userHandle }, theirs, body);
    }
    return answer.status;
  }

  async remove(person: Person, workspace: WorkspaceId, passkey: number): Promise<number> {
    const token = await this.#calls.userToken(workspace, { user: person });
    const path = `${self(workspace)}/webauthn/${this.passkeys[passkey]?.id ?? ''}`;
    return (await this.#calls.call('DELETE', path, { token })).status;
  }

  /** WebAuthn IDs of a person's passkeys, as the server lists them. */
  async list(person: Person, workspace: WorkspaceId): Promise<readonly (string | undefined)[]> {
    const passkeys = await this.#calls.passkeys(workspace, { user: person });
    return passkeys.map(({ credential_id: id }) => id);
  }

  async refresh(token: number, workspace: WorkspaceId): Promise<number> {
    const answer = await this.#post(`/acme/${workspace}/oauth2/token`, {
      grant_type: 'refresh_token',
      client_id: 'first-party',
      refresh_token: this.refreshes[token] ?? '',
    });
    if (answer.status === 200) this.#keep(answer);
    return answer.status;
  }

  async revoke(token: number, workspace: WorkspaceId): Promise<number> {
    const form = { client_id: 'first-party', token: this.refreshes[token] ?? '' };
    return (await this.#post(`/acme/${workspace}/oauth2/revoke`, form)).status;
  }

  async read(token: number, workspace: WorkspaceId): Promise<number> {
    const answer = await this.#calls.call('GET', `${self(workspace)}/me`, {
      token: this.accesses[token] ?? '',
    });
    return answer.status;
  }

  #keep({ body }: Answer): void {
    const { access_token: access, refresh_token: refresh = '' } = body as TokenReply;
    this.accesses.push(access);
    this.refreshes.push(refresh);
  }

  async #post(path: string, form: Readonly<Record<string, string>>): Promise<Answer> {
    const reply = await this.#calls.send('POST', origin + path, {
      headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams(form).toString(),
    });
    const text = await reply.text();
    return { status: reply.status, headers: reply.headers, body: text === '' ? undefined : JSON.parse(text) };
  }
}

/** Where passkeys are off, either family is asked for in vain. */
function familyOr(mode: Mode): string {
  return families[mode === 'off' ? 'smart' : mode];
}
