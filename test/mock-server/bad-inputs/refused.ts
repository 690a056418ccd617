import assert from 'node:assert/strict';
import type { AuthenticationResponseJSON, RegistrationResponseJSON } from '@simplewebauthn/server';
import type { CredentialAssertion, RefusalBody } from '../../../src/wire/contract.ts';
import {
  parseAssertion,
  verifyAssertion,
  type StoredCredential,
} from '../../../mock-server/webauthn/index.ts';
import { type Algorithm, Device } from '../../support/device.ts';
import { origin, Person, type Answer, type Calls } from '../calls.ts';
import type { AssertionCase, Enrolled, RegistrationCase } from './cases/case.ts';

/** Everything that outlives a ceremony: users, passkeys with their counters, settings. */
export const worldOf = async (calls: Calls): Promise<unknown> => (await calls.call('GET', '/_mock')).body;

/** Makes a call that must be refused, with the vendor's error body, and must change nothing. */
export async function refused(calls: Calls, act: () => Promise<Answer>): Promise<RefusalBody> {
  const before = await worldOf(calls);
  const answer = await act();
  assert.deepEqual(await worldOf(calls), before, 'the world changed');
  assert.ok(answer.status >= 400 && answer.status < 500, `answered ${answer.status}`);
  const body = answer.body as RefusalBody;
  assert.deepEqual(Object.keys(body), ['status_code', 'error', 'error_code', 'details']);
  assert.equal(body.status_code, answer.status);
  return body;
}

/** Enrols at the Smart workspace with a spoiled registration. */
export async function refusedEnrolment(
  calls: Calls,
  { spoil, reason }: Pick<RegistrationCase, 'spoil' | 'reason'>,
): Promise<RefusalBody> {
  const [ada, device] = [new Person(calls), new Device()];
  const { publicKey } = await ada.beginEnrolment();
  const body: unknown = await spoil(device.create(publicKey), device);
  const refusal = await refused(calls, () => ada.completeEnrolment(body));
  assert.match(String(refusal.details?.['reason'] ?? refusal.error), reason);
  return refusal;
}

/** Enrols with a registration that may have been changed, and must be accepted. */
export async function accepted(
  calls: Calls,
  device: Device,
  change: (genuine: RegistrationResponseJSON, device: Device) => unknown = (genuine) => genuine,
  workspace = 'shop',
  who?: string,
): Promise<RegistrationResponseJSON> {
  const person = new Person(calls, who);
  const { publicKey } = await person.beginEnrolment(workspace);
  const body = await change(device.create(publicKey), device);
  const answer = await person.completeEnrolment(body, workspace);
  assert.equal(answer.status, 200, JSON.stringify(answer.body));
  return body as RegistrationResponseJSON;
}

type Wrong = Pick<AssertionCase, 'spoil' | 'reason'> & { readonly requireUserVerification?: boolean };

/** A passkey of Ada's, and an assertion of it that is genuine. */
export class SignIn {
  readonly #ada: Person;
  readonly #device: Device;
  readonly #id: string;
  readonly #workspace: string;

  private constructor(ada: Person, device: Device, id: string, workspace: string) {
    this.#ada = ada;
    this.#device = device;
    this.#id = id;
    this.#workspace = workspace;
  }

  static async enrolled(
    calls: Calls,
    enrol?: Enrolled,
    workspace = 'shop',
    who?: string,
    algorithm?: Algorithm,
  ): Promise<SignIn> {
    const device = new Device(origin, algorithm);
    const { id } = await accepted(calls, device, enrol, workspace, who);
    return new SignIn(new Person(calls, who), device, id, workspace);
  }

  /** Begins a sign-in; `about` is added to the body. */
  async begin(about?: Readonly<Record<string, unknown>>): Promise<AuthenticationResponseJSON> {
    const { publicKey } = (await this.#ada.beginSignIn(this.#workspace, about)).body as CredentialAssertion;
    return this.answer(publicKey);
  }

  /** A genuine assertion of this passkey, whatever credentials the options allow. */
  answer(publicKey: CredentialAssertion['publicKey']): AuthenticationResponseJSON {
    return this.#device.get({ ...publicKey, allowCredentials: [{ type: 'public-key', id: this.#id }] });
  }

  /** Signs an assertion as it is now. */
  resign(assertion: AuthenticationResponseJSON): AuthenticationResponseJSON {
    return this.#device.resign(assertion);
  }

  complete(body: unknown): Promise<Answer> {
    return this.#ada.completeSignIn(body, this.#workspace);
  }

  /** Signs in with a spoiled assertion. The server keeps the reason to itself, so it is asked of the verifier. */
  async refused({ spoil, reason, requireUserVerification = false }: Wrong): Promise<RefusalBody> {
    const genuine = await this.begin();
    const body: unknown = await spoil(genuine, this.#device);
    await assert.rejects(this.#verify(genuine, body, requireUserVerification), reason);
    return refused(this.#ada.calls, () => this.complete(body));
  }

  async #verify(
    genuine: AuthenticationResponseJSON,
    body: unknown,
    requireUserVerification: boolean,
  ): Promise<unknown> {
    const { challenge } = parseAssertion(genuine);
    return verifyAssertion(parseAssertion(body), await this.#stored(), {
      challenge,
      origins: [origin],
      rpId: 'localhost',
      requireUserVerification,
      counter: 'reject',
      now: new Date(this.#ada.calls.world.now()),
    });
  }

  async #stored(): Promise<StoredCredential> {
    type Kept = StoredCredential & { readonly flags: { readonly backupEligible: boolean } };
    const { passkeys } = (await worldOf(this.#ada.calls)) as { readonly passkeys: readonly Kept[] };
    const kept = passkeys.find(({ credentialId }) => credentialId === this.#id);
    assert.ok(kept, 'the passkey is not kept');
    return { ...kept, backupEligible: kept.flags.backupEligible };
  }
}
