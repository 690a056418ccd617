import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { MockServerOptions } from '../../../mock-server/app.ts';
import type { CreateCompleteReply, CredentialRecord, RefusalBody } from '../../../src/api/contract.ts';
import { withMember } from '../../support/hostile.ts';
import { Person, system, tokensOf } from '../calls.ts';
import { refused, SignIn } from './refused.ts';
import { WatchedCalls } from './watched-calls.ts';

const address = 'ada@example.com';
const generic = {
  status_code: 401,
  error: 'The code is wrong or no longer valid.',
  error_code: 'verification_failed',
  details: null,
};

const threeAttempts = { attempts: { password: 3, code: 3, passkey: 3 } };

interface Message {
  readonly address: string;
  readonly code: string;
  readonly extended_code: string;
}

/** A helpdesk's backend, and the mail that people get. */
class Helpdesk {
  readonly calls: WatchedCalls;
  #made: Promise<CreateCompleteReply> | undefined;

  constructor(options: MockServerOptions = {}) {
    this.calls = new WatchedCalls(options);
  }

  async request(to = address): Promise<number> {
    const sent = { token: await this.calls.backendToken(), body: { address: to } };
    return (await this.calls.call('POST', `${system}/user/webauthn/add/request`, sent)).status;
  }

  async lastMessage(): Promise<Message> {
    const { body } = await this.calls.call('GET', '/_mock/outbox');
    const message = (body as { readonly messages: readonly Message[] }).messages.at(-1);
    assert.ok(message, 'nothing was sent');
    return message;
  }

  /** A passkey that was made and verified elsewhere. */
  async credential(): Promise<CredentialRecord> {
    this.#made ??= new Person(new WatchedCalls()).enrol('portal');
    const [credential] = (await this.#made).credentials;
    assert.ok(credential);
    return credential;
  }

  async complete(about: Readonly<Record<string, unknown>>) {
    const body = { new_web_authn: await this.credential(), address, ...about };
    const sent = { token: await this.calls.backendToken(), body };
    return this.calls.call('POST', `${system}/user/webauthn/add/complete`, sent);
  }

  refused(about: Readonly<Record<string, unknown>>): Promise<RefusalBody> {
    return refused(this.calls, () => this.complete(about));
  }
}

const wrong = (code: string): string => (code === '000000' ? '111111' : '000000');

test('112 adds a passkey for a right code, once', async () => {
  const desk = new Helpdesk();
  await desk.request();
  const { code } = await desk.lastMessage();
  assert.equal((await desk.complete({ code })).status, 204);
  assert.deepEqual(await desk.refused({ code }), generic);
});

test('112 adds a passkey for the extended code alone', async () => {
  const desk = new Helpdesk();
  await desk.request();
  const { extended_code: code } = await desk.lastMessage();
  assert.equal((await desk.complete({ code, address: undefined })).status, 204);
});

test('112 gives one answer for every wrong code', async () => {
  const desk = new Helpdesk();
  await desk.request();
  const { code } = await desk.lastMessage();
  for (const about of [
    { code: wrong(code) },
    { code: `${code}0` },
    { code, address: 'grace@example.com' },
    { code, address: 'nobody@example.com' },
    { code, address: undefined },
    { code: '__proto__', address: '__proto__' },
  ]) {
    assert.deepEqual(await desk.refused(about), generic);
  }
});

test("112 gives the same answer after the code's time, and for a code that a newer one replaced", async () => {
  const desk = new Helpdesk();
  await desk.request();
  const first = await desk.lastMessage();
  await desk.request();
  const second = await desk.lastMessage();
  if (first.code !== second.code) assert.deepEqual(await desk.refused({ code: first.code }), generic);
  assert.deepEqual(await desk.refused({ code: first.extended_code, address: undefined }), generic);
  desk.calls.world.advance(600);
  assert.deepEqual(await desk.refused({ code: second.code }), generic);
});

test('112 gives the same answer where the passkey cannot be added', async () => {
  const desk = new Helpdesk();
  const taken = await desk.credential();
  for (const expected of [204, 401]) {
    await desk.request();
    const { code } = await desk.lastMessage();
    const answer = await desk.complete({ code, new_web_authn: taken });
    assert.equal(answer.status, expected);
    if (expected === 401) assert.deepEqual(answer.body, generic);
  }
});

test('112 ends a code after ten wrong guesses, also for who guesses right afterwards', async () => {
  const desk = new Helpdesk();
  await desk.request();
  const { code } = await desk.lastMessage();
  for (let guess = 0; guess < 10; guess += 1)
    assert.deepEqual(await desk.refused({ code: wrong(code) }), generic);
  assert.deepEqual(await desk.refused({ code }), generic);
});

for (const to of [address, 'ADA@EXAMPLE.COM', 'nobody@example.com', '__proto__', 'x'.repeat(1000)]) {
  test(`112 answers 204 to a request for ${to.slice(0, 20)}`, async () => {
    assert.equal(await new Helpdesk().request(to), 204);
  });
}

test('114 stops guessing a password, and says when to come back', async () => {
  const calls = new WatchedCalls();
  const ada = new Person(calls);
  for (let guess = 0; guess < 10; guess += 1) {
    const { status_code } = await refused(calls, () => ada.signInWithPassword(`guess ${guess}`));
    assert.equal(status_code, 401);
  }
  const stopped = await ada.signInWithPassword('analytical engine');
  assert.equal(stopped.status, 429);
  const seconds = Number(stopped.headers.get('Retry-After'));
  assert.ok(Number.isInteger(seconds) && seconds > 0 && seconds <= 300);
  calls.world.advance(seconds);
  assert.ok(tokensOf(await ada.signInWithPassword('analytical engine')).access_token);
});

test('114 stops guessing the password of a user who does not exist just the same', async () => {
  const calls = new WatchedCalls();
  const statuses = async (person: Person) => {
    const answers: number[] = [];
    for (let guess = 0; guess < 12; guess += 1) answers.push((await person.signInWithPassword('x')).status);
    return answers;
  };
  const nobody = await statuses(new Person(calls, 'nobody@example.com'));
  assert.deepEqual(nobody, await statuses(new Person(calls)));
});

test('114 stops trying assertions', async () => {
  const calls = new WatchedCalls(threeAttempts);
  const passkey = await SignIn.enrolled(calls);
  const forged = async () => withMember(await passkey.begin(), 'response.signature', 'MAYCAQECAQE');
  for (const expected of [401, 401, 401, 429]) {
    const body = await forged();
    assert.equal((await refused(calls, () => passkey.complete(body))).status_code, expected);
  }
});

test('114 stops trying assertions just the same where Classic does not know who signs in', async () => {
  const calls = new WatchedCalls(threeAttempts);
  const passkey = await SignIn.enrolled(calls, undefined, 'portal');
  const statuses = async (who: string) => {
    const answers: number[] = [];
    for (let guess = 0; guess < 4; guess += 1) {
      const forged = withMember(
        await passkey.begin({ identifier: who }),
        'response.signature',
        'MAYCAQECAQE',
      );
      answers.push((await passkey.complete(forged)).status);
    }
    return answers;
  };
  assert.deepEqual(await statuses('nobody@example.com'), [401, 401, 401, 429]);
  assert.deepEqual(await statuses(address), [401, 401, 401, 429]);
});

test('114 forgives a right code, whoever it is for', async () => {
  const desk = new Helpdesk({ attempts: { password: 3, code: 2, passkey: 3 } });
  for (const address of ['ada@example.com', 'grace@example.com', 'ada@example.com']) {
    await desk.request(address);
    const { extended_code: code } = await desk.lastMessage();
    const id = btoa(`passkey ${String(desk.calls.world.now())}`);
    const new_web_authn = { ...(await desk.credential()), id, attestation: {} };
    assert.equal((await desk.complete({ code, address: undefined, new_web_authn })).status, 204);
    desk.calls.world.advance(1);
  }
});

test('114 names a whole number of seconds after which a guess is let through', async () => {
  const calls = new WatchedCalls(threeAttempts);
  const ada = new Person(calls);
  for (let guess = 0; guess < 3; guess += 1) await ada.signInWithPassword('guess');
  calls.world.advance(0.5);
  const stopped = await ada.signInWithPassword('analytical engine');
  calls.world.advance(Number(stopped.headers.get('Retry-After')));
  assert.equal((await ada.signInWithPassword('analytical engine')).status, 200);
});

test('114 stops guessing codes', async () => {
  const desk = new Helpdesk(threeAttempts);
  await desk.request();
  for (const expected of [401, 401, 401, 429]) {
    assert.equal((await desk.refused({ code: 'wrong' })).status_code, expected);
  }
});

test('114 stops asking for codes', async () => {
  const desk = new Helpdesk(threeAttempts);
  for (const expected of [204, 204, 204, 429]) assert.equal(await desk.request(), expected);
});
