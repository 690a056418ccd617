import assert from 'node:assert/strict';
import { test } from 'node:test';
import { withMember } from '../../support/hostile.ts';
import { Device } from '../../support/device.ts';
import { Person } from '../calls.ts';
import { envelopeCases } from './cases/a-registration-envelope.ts';
import { postEnrolment, postSignIn } from './raw.ts';
import { accepted, refused, refusedEnrolment, SignIn } from './refused.ts';
import { WatchedCalls } from './watched-calls.ts';

const calls = new WatchedCalls();
const limit = 64 * 1024;

for (const post of [postEnrolment, postSignIn]) {
  for (const text of ['', ' ', 'null', '[]', '[{}]', '"text"', '7', 'not JSON', '{', "{'id':'x'}"]) {
    test(`1 refuses the body ${JSON.stringify(text)} (${post.name})`, async () => {
      const { status_code, error_code } = await refused(calls, () => post(calls, text));
      assert.deepEqual([status_code, error_code], [400, 'invalid_request']);
    });
  }

  for (const tail of ['{}', ' x', ',', '\u0000']) {
    test(`2 refuses ${JSON.stringify(tail)} after the JSON document (${post.name})`, async () => {
      const { status_code } = await refused(calls, () => post(calls, `{}${tail}`));
      assert.equal(status_code, 400);
    });
  }

  test(`3 refuses a body over 64 kB before it is parsed (${post.name})`, async () => {
    const { status_code, error_code } = await refused(calls, () => post(calls, '['.repeat(limit + 1)));
    assert.deepEqual([status_code, error_code], [413, 'payload_too_large']);
  });

  test(`3 refuses a body over 64 kB that does not announce its length (${post.name})`, async () => {
    const chunks = new Blob(['{'.repeat(limit), '{']).stream();
    const { status_code } = await refused(calls, () => post(calls, chunks));
    assert.equal(status_code, 413);
  });

  test(`3 lets a body of 64 kB through to the parser (${post.name})`, async () => {
    const { status_code } = await refused(calls, () => post(calls, '['.repeat(limit)));
    assert.equal(status_code, 400);
  });
}

for (const { name, ...wrong } of envelopeCases) {
  test(name, async () => {
    const { error_code } = await refusedEnrolment(calls, wrong);
    assert.equal(error_code, name.startsWith('9 ') ? 'verification_failed' : 'invalid_request');
  });
}

test('16 keeps the transports it knows, each once, and no junk', async () => {
  const junk = ['usb', 'usb', '<img>', 7, null, {}, 'x'.repeat(9999), 'internal', '__proto__'];
  const body = (genuine: object) => withMember(genuine, 'response.transports', junk);
  const { id } = await accepted(calls, new Device(), body);
  const { passkeys } = await calls.state();
  assert.deepEqual(passkeys[id]?.transports, ['internal', 'usb']);
});

test('17 refuses an assertion where a registration is due', async () => {
  const assertion = await (await SignIn.enrolled(calls)).begin();
  const ada = new Person(calls);
  const { error } = await refused(calls, () => ada.completeEnrolment(assertion));
  assert.match(error, /attestationObject/);
});

test('18 leaves the prototype of all objects alone', () => {
  assert.equal(Object.hasOwn(Object.prototype, 'polluted'), false);
});
