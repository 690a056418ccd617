import assert from 'node:assert/strict';
import type { AuthenticationResponseJSON, RegistrationResponseJSON } from '@simplewebauthn/server';
import type { CredentialAssertion, RefusalBody } from '../../../src/api/contract.ts';
import {
  parseAssertion,
  verifyAssertion,
  type StoredCredential,
} from '../../../mock-server/webauthn/index.ts';
import { type Algorithm, Device } from '../../support/device.ts';
import { origin, Person, type Answer } from '../calls.ts';
import type { AssertionCase, Enrolled, RegistrationCase } from './cases/case.ts';
import type { WatchedCalls } from './watched-calls.ts';

/** Makes a call that must be refused, with the vendor's error body, and must change nothing. */
export async function refused(calls: WatchedCalls, act: () => Promise<Answer>): Promise<RefusalBody> {
  const before = await calls.lasting();
  const answer = await act();
  assert.deepEqual(await calls.lasting(), before, 'the world changed');
  assert.ok(answer.status >= 400 && answer.status < 500, `answered ${answer.status}`);
  const body = answer.body as RefusalBody;
  assert.deepEqual(Object.keys(body), ['status_code', 'error', 'error_code', 'details']);
  assert.equal(body.status_code, answer.status);
  return body;
}

/** Begins an enrolment at the Smart workspace; the call that completes it with a spoiled registration. */
export async function spoiledEnrolment(
  calls: WatchedCalls,
  spoil: RegistrationCase['spoil'],
): Promise<() => Promise<Answer>> {
  const [ada, device] = [new Person(calls), new Device()];
  const { publicKey } = await ada.beginEnrolment();
  const body: unknown = await spoil(device.create(publicKey), device);
  return () => ada.completeEnrolment(body);
}

/** Enrols with a spoiled registration, which must be refused for the spoiled part. */
export async function refusedEnrolment(
  calls: WatchedCalls,
  { spoil, reason }: Pick<RegistrationCase, 'spoil' | 'reason'>,
): Promise<RefusalBody> {
  const refusal = await refused(calls, await spoiledEnrolment(calls, spoil));
  assert.match(reasonOf(refusal), reason);
  return refusal;
}

/** At enrolment the server names the part that did not verify. */
function reasonOf({ details, error }: RefusalBody): string {
  const reason = details?.['reason'];
  return typeof reason === 'string' ? reason : error;
}

/** Enrols with a registration that may have been changed, and must be accepted. */
export async function accepted(
  calls: WatchedCalls,
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
  readonly #calls: WatchedCalls;
  readonly #ada: Person;
  readonly #device: Device;
  readonly #id: string;
  readonly #workspace: string;

  private constructor(
    calls: WatchedCalls,
    who: string | undefined,
    device: Device,
    id: string,
    workspace: string,
  ) {
    this.#calls = calls;
    this.#ada = new Person(calls, who);
    this.#device = device;
    this.#id = id;
    this.#workspace = workspace;
  }

  static async enrolled(
    calls: WatchedCalls,
    enrol?: Enrolled,
    workspace = 'shop',
    who?: string,
    algorithm?: Algorithm,
  ): Promise<SignIn> {
    const device = new Device(origin, algorithm);
    const { id } = await accepted(calls, device, enrol, workspace, who);
    return new SignIn(calls, who, device, id, workspace);
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
    return refused(this.#calls, () => this.complete(body));
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
      now: new Date(this.#calls.world.now()),
    });
  }

  async #stored(): Promise<StoredCredential> {
    const kept = (await this.#calls.state()).passkeys[this.#id];
    assert.ok(kept, 'the passkey is not kept');
    return { ...kept, backupEligible: kept.flags.backupEligible };
  }
}
