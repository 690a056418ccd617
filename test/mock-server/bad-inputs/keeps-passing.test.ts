import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Device } from '../../support/device.ts';
import { withMember } from '../../support/hostile.ts';
import { goodAssertions, goodRegistrations } from './cases/keeps-passing.ts';
import { accepted, SignIn } from './refused.ts';
import { WatchedCalls } from './watched-calls.ts';

for (const { name, algorithm, change } of goodRegistrations) {
  test(`accepts a registration with ${name}`, async () => {
    await accepted(new WatchedCalls(), new Device(undefined, algorithm), change);
  });
}

for (const { name, change } of goodAssertions) {
  test(`accepts an assertion with ${name}`, async () => {
    const signIn = await SignIn.enrolled(new WatchedCalls());
    assert.equal((await signIn.complete(signIn.resign(change(await signIn.begin())))).status, 200);
  });
}

for (const algorithm of ['EdDSA', 'RS256'] as const) {
  test(`accepts an assertion with ${algorithm}`, async () => {
    const signIn = await SignIn.enrolled(new WatchedCalls(), undefined, 'shop', undefined, algorithm);
    assert.equal((await signIn.complete(await signIn.begin())).status, 200);
  });
}

for (const userHandle of [undefined, null]) {
  test(`accepts a Classic sign-in whose userHandle is ${String(userHandle)}`, async () => {
    const signIn = await SignIn.enrolled(new WatchedCalls(), undefined, 'portal');
    const body = withMember(await signIn.begin(), 'response.userHandle', userHandle);
    assert.equal((await signIn.complete(body)).status, 200);
  });
}
