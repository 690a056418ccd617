import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { CredentialRecord } from '../../src/api/contract.ts';
import { Calls, errorCode, Person, system } from './calls.ts';

interface Message {
  readonly address: string;
  readonly code: string;
  readonly extended_code: string;
  readonly type: string;
  readonly sent_at: string;
}

const ada = 'ada@example.com';

/** A back office that sends codes, and a credential that was verified elsewhere. */
class BackOffice {
  readonly calls = new Calls();

  async request(body: unknown, query = '') {
    const token = await this.calls.backendToken();
    return this.calls.call('POST', `${system}/user/webauthn/add/request${query}`, { token, body });
  }

  async complete(body: object) {
    const token = await this.calls.backendToken();
    return this.calls.call('POST', `${system}/user/webauthn/add/complete`, { token, body });
  }

  async outbox(): Promise<readonly Message[]> {
    return ((await this.calls.call('GET', '/_mock/outbox')).body as { messages: Message[] }).messages;
  }

  async sentCode(address = ada): Promise<Message> {
    await this.request({ address });
    const message = (await this.outbox()).at(-1);
    assert.ok(message);
    return message;
  }
}

async function credential(): Promise<CredentialRecord | undefined> {
  return (await new Person(new Calls()).enrol('portal')).credentials[0];
}

const passkeys = ({ calls }: BackOffice) => calls.passkeys('portal');

test('a code that was sent to an address adds a Classic passkey, once', async () => {
  const office = new BackOffice();
  const { code, ...message } = await office.sentCode();
  assert.match(code, /^\d{6}$/);
  assert.deepEqual([message.address, message.type], [ada, 'enroll_webauthn']);
  const body = { address: ada, code, new_web_authn: await credential() };
  assert.equal((await office.complete(body)).status, 204);
  assert.equal((await passkeys(office))[0]?.discoverable_id, '');
  const again = await office.complete({ ...body, new_web_authn: await credential() });
  assert.deepEqual([again.status, errorCode(again)], [401, 'verification_failed']);
  assert.equal((await passkeys(office)).length, 1);
});

test('an extended code says by itself whose it is', async () => {
  const office = new BackOffice();
  const { extended_code: code } = await office.sentCode();
  assert.equal((await office.complete({ code, new_web_authn: await credential() })).status, 204);
});

test('a short code alone is not enough', async () => {
  const office = new BackOffice();
  const { code } = await office.sentCode();
  assert.equal((await office.complete({ code, new_web_authn: await credential() })).status, 401);
});

test('a request is answered alike whether or not the address exists', async () => {
  const office = new BackOffice();
  const known = await office.request({ address: ada });
  const unknown = await office.request({ address: 'nobody@example.com' });
  const foreign = await office.request({ address: ada, identifier: 'grace@example.com' });
  assert.deepEqual([known.status, unknown.status, foreign.status], [204, 204, 204]);
  assert.equal((await office.outbox()).length, 1);
});

test('a new code voids the earlier one', async () => {
  const office = new BackOffice();
  const first = await office.sentCode();
  const second = await office.sentCode();
  const body = { address: ada, new_web_authn: await credential() };
  assert.equal((await office.complete({ ...body, code: first.extended_code })).status, 401);
  assert.equal((await office.complete({ ...body, code: second.code })).status, 204);
});

test('wrong, foreign, late and unknown codes get the same answer', async () => {
  const office = new BackOffice();
  const { code } = await office.sentCode();
  await office.sentCode('grace@example.com');
  const body = { code, new_web_authn: await credential() };
  const wrong = await office.complete({ ...body, address: ada, code: '000000' });
  const foreign = await office.complete({ ...body, address: 'grace@example.com' });
  const unknown = await office.complete({ ...body, address: 'nobody@example.com' });
  office.calls.world.advance(600);
  const late = await office.complete({ ...body, address: ada });
  for (const answer of [foreign, unknown, late]) {
    assert.deepEqual([answer.status, answer.body], [wrong.status, wrong.body]);
  }
  assert.equal((await passkeys(office)).length, 0);
});

test('ten wrong codes end a code, and many more are told to wait', async () => {
  const office = new BackOffice();
  const { code } = await office.sentCode();
  const body = { address: ada, new_web_authn: await credential() };
  const wrong = code === '000000' ? '111111' : '000000';
  for (let count = 0; count < 10; count += 1) {
    assert.equal((await office.complete({ ...body, code: wrong })).status, 401);
  }
  assert.equal((await office.complete({ ...body, code })).status, 401);
  for (let count = 11; count < 20; count += 1) await office.complete({ ...body, code: wrong });
  const blocked = await office.complete({ ...body, code: wrong });
  assert.equal(blocked.status, 429);
  assert.ok(Number(blocked.headers.get('Retry-After')) > 0);
});

test('asking for codes without end is told to wait, whether or not the address exists', async () => {
  const office = new BackOffice();
  for (const address of [ada, 'nobody@example.com']) {
    for (let count = 0; count < 20; count += 1) await office.request({ address });
    assert.equal((await office.request({ address })).status, 429);
  }
});

test('length and lifetime of a code are settings of the pool', async () => {
  const office = new BackOffice();
  const token = await office.calls.backendToken();
  const body = { otp_settings: { enroll_webauthn: { length: 8, ttl: '30s' } } };
  assert.equal((await office.calls.call('PUT', system, { token, body })).status, 200);
  const { code } = await office.sentCode();
  assert.match(code, /^\d{8}$/);
  office.calls.world.advance(30);
  assert.equal(
    (await office.complete({ address: ada, code, new_web_authn: await credential() })).status,
    401,
  );
});

test('codes are for Classic: without it in any workspace they are refused', async () => {
  const office = new BackOffice();
  const token = await office.calls.backendToken();
  const body = { authentication_mechanisms: ['password', 'usernameless_webauthn'] };
  await office.calls.call('PUT', '/api/admin/acme/servers/portal', { token, body });
  assert.equal(errorCode(await office.request({ address: ada })), 'mechanism_not_allowed');
});

for (const body of [{}, { address: 7 }, { address: '' }, { address: ada, identifier: ada, userID: 'x' }]) {
  test(`a request of ${JSON.stringify(body)} is malformed`, async () => {
    assert.equal(errorCode(await new BackOffice().request(body)), 'invalid_request');
  });
}

test('the kind of message is link or code', async () => {
  const office = new BackOffice();
  assert.equal((await office.request({ address: ada }, '?code_type_in_message=code')).status, 204);
  assert.equal((await office.request({ address: ada }, '?code_type_in_message=pigeon')).status, 400);
});

test('when the passkey cannot be added, the answer is that of a wrong code', async () => {
  const office = new BackOffice();
  const taken = await credential();
  const first = await office.sentCode();
  await office.complete({ address: ada, code: first.code, new_web_authn: taken });
  const second = await office.sentCode('grace@example.com');
  const answer = await office.complete({
    address: 'grace@example.com',
    code: second.code,
    new_web_authn: taken,
  });
  assert.deepEqual([answer.status, errorCode(answer)], [401, 'verification_failed']);
});

test('wrong extended codes of one caller stop no other', async () => {
  const office = new BackOffice();
  const new_web_authn = await credential();
  for (let wrong = 0; wrong < 25; wrong += 1) {
    assert.equal((await office.complete({ code: `wrong ${wrong}`, new_web_authn })).status, 401);
  }
  const { extended_code } = await office.sentCode();
  assert.equal((await office.complete({ code: extended_code, new_web_authn })).status, 204);
});
