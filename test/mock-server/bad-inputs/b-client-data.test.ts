import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { CreateCompleteReply, CredentialAssertion } from '../../../src/api/contract.ts';
import { Device } from '../../support/device.ts';
import { withClientData } from '../../support/hostile.ts';
import { Person } from '../calls.ts';
import { clientDataCases } from './cases/b-client-data.ts';
import { accepted, refused, refusedEnrolment } from './refused.ts';
import { WatchedCalls } from './watched-calls.ts';

const calls = new WatchedCalls();

for (const { name, ...wrong } of clientDataCases) {
  test(name, async () => {
    await refusedEnrolment(calls, wrong);
  });
}

test('21 accepts a byte order mark before the client data', async () => {
  await accepted(calls, new Device(), (body) => withClientData(body, (json) => `\ufeff${json}`));
});

test('22 accepts members that it does not know', async () => {
  const extra = { other_keys_can_be_added_here: 'do not compare clientDataJSON against a template' };
  await accepted(calls, new Device(), (body) => withClientData(body, extra));
});

test('28 refuses a challenge that was never issued', async () => {
  const { error_code } = await refusedEnrolment(calls, {
    spoil: (body) => withClientData(body, { challenge: 'A'.repeat(43) }),
    reason: /challenge/,
  });
  assert.equal(error_code, 'challenge_expired');
});

test('29 refuses the same registration a second time', async () => {
  const body = await accepted(calls, new Device());
  await expired(calls, new Person(calls), body);
});

test('30 refuses a challenge after 5 minutes, not before', async () => {
  const own = new WatchedCalls();
  const [early, late, device] = [new Person(own), new Person(own), new Device()];
  const first = device.create((await early.beginEnrolment()).publicKey);
  own.world.advance(299);
  assert.equal((await early.completeEnrolment(first)).status, 200);
  const second = new Device().create((await late.beginEnrolment()).publicKey);
  own.world.advance(300);
  await expired(own, late, second);
});

test('31 refuses the challenge of another user, who can still use it', async () => {
  const [ada, grace] = [new Person(calls), new Person(calls, 'grace@example.com')];
  const body = new Device().create((await ada.beginEnrolment()).publicKey);
  await expired(calls, grace, body);
  assert.equal((await ada.completeEnrolment(body)).status, 200);
});

test('32 refuses a challenge that was issued to sign in', async () => {
  const [ada, device] = [new Person(calls), new Device()];
  const { publicKey } = (await ada.beginSignIn()).body as CredentialAssertion;
  const options = { ...(await ada.beginEnrolment()).publicKey, challenge: publicKey.challenge };
  await expired(calls, ada, device.create(options));
});

for (const [begun, completed] of [
  ['portal', 'shop'],
  ['shop', 'portal'],
] as const) {
  test(`33 refuses a challenge of ${begun} at ${completed}, where the other mode is active`, async () => {
    const ada = new Person(calls);
    const body = new Device().create((await ada.beginEnrolment(begun)).publicKey);
    await expired(calls, ada, body, completed);
  });
}

test('34 makes one passkey of two registrations at once with one challenge', async () => {
  const own = new WatchedCalls();
  const ada = new Person(own);
  const { publicKey } = await ada.beginEnrolment();
  const bodies = [new Device().create(publicKey), new Device().create(publicKey)];
  const answers = await Promise.all(bodies.map((body) => ada.completeEnrolment(body)));
  assert.deepEqual(answers.map(({ status }) => status).sort(), [200, 400]);
  assert.equal((await own.passkeys()).length, 1);
  const kept = answers.find(({ status }) => status === 200)?.body as CreateCompleteReply;
  assert.equal(kept.credentials.length, 1);
});

test('35 has used the challenge of an attempt that failed', async () => {
  const [ada, device] = [new Person(calls), new Device()];
  const genuine = device.create((await ada.beginEnrolment()).publicKey);
  const spoiled = withClientData(genuine, { origin: 'https://evil.example' });
  const { error_code } = await refused(calls, () => ada.completeEnrolment(spoiled));
  assert.equal(error_code, 'verification_failed');
  await expired(calls, ada, genuine);
});

test('45 takes the last of two members of the same name', async () => {
  await accepted(calls, new Device(), (body) =>
    withClientData(body, (json) =>
      json.replace('{', '{"type":"webauthn.get","origin":"https://evil.example",'),
    ),
  );
  const wrongLast = (json: string) => json.replace(/}$/, ',"origin":"https://evil.example"}');
  await refusedEnrolment(calls, { spoil: (body) => withClientData(body, wrongLast), reason: /origin/ });
});

async function expired(on: WatchedCalls, person: Person, body: unknown, workspace = 'shop'): Promise<void> {
  const refusal = await refused(on, () => person.completeEnrolment(body, workspace));
  assert.deepEqual([refusal.status_code, refusal.error_code], [400, 'challenge_expired']);
}
