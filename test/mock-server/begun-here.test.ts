/** A ceremony ends with the values it began with: the requested credentials, the RP ID and the origins. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { CredentialAssertion, CredentialCreation } from '../../src/api/contract.ts';
import { Device } from '../support/device.ts';
import { sha256, withAuthenticatorData, withClientData } from '../support/hostile.ts';
import { Calls, familyOf, origin, Person, pool, self } from './calls.ts';

/** Another name of the same server. */
const elsewhere = 'http://shop.localhost:4400';

async function post(calls: Calls, at: string, path: string, body: unknown, token?: string) {
  const headers = {
    'Content-Type': 'application/json',
    ...(token !== undefined && { Authorization: `Bearer ${token}` }),
  };
  const reply = await calls.server.request(at + path, {
    method: 'POST',
    headers,
    body: JSON.stringify(body),
  });
  return { status: reply.status, body: (await reply.json()) as unknown };
}

async function tokenAt(calls: Calls, at: string, workspace: string): Promise<string> {
  const order = { workspace, user: 'ada@example.com', scope: 'manage_ss_profile' };
  return ((await post(calls, at, '/_mock/tokens', order)).body as { access_token: string }).access_token;
}

/** Enrols a passkey of Ada's under one of the server's names. */
async function enrolAt(calls: Calls, at: string, workspace: string) {
  const [device, token] = [new Device(at), await tokenAt(calls, at, workspace)];
  const path = `${self(workspace)}/${familyOf(workspace)}/create`;
  const { publicKey } = (await post(calls, at, `${path}/begin`, undefined, token)).body as CredentialCreation;
  const made = device.create(publicKey);
  assert.equal((await post(calls, at, `${path}/complete`, made, token)).status, 200);
  const allowCredentials = [{ type: 'public-key', id: made.id }];
  return { id: made.id, get: (options: object) => device.get({ ...options, allowCredentials }), device };
}

async function beginAt(calls: Calls, at: string, workspace: string) {
  const body = { workspace_id: workspace, identifier: 'ada@example.com' };
  const begun = await post(calls, at, `${pool}/login/${familyOf(workspace)}/begin`, body);
  return (begun.body as CredentialAssertion).publicKey;
}

const completeAt = async (calls: Calls, at: string, workspace: string, body: unknown) =>
  (await post(calls, at, `${pool}/login/${familyOf(workspace)}/complete`, body)).status;

test('Classic takes a passkey only if it was among those that it asked for', async () => {
  const calls = new Calls();
  const first = await enrolAt(calls, origin, 'portal');
  const before = await beginAt(calls, origin, 'portal');
  const second = await enrolAt(calls, origin, 'portal');
  assert.deepEqual(
    before.allowCredentials?.map(({ id }) => id),
    [first.id],
  );
  assert.equal(await completeAt(calls, origin, 'portal', second.get(before)), 401);
  const after = await beginAt(calls, origin, 'portal');
  assert.equal(await completeAt(calls, origin, 'portal', second.get(after)), 200);
});

test('a passkey that was made after Classic showed one that does not exist was not asked for', async () => {
  const calls = new Calls();
  const before = await beginAt(calls, origin, 'portal');
  const made = await enrolAt(calls, origin, 'portal');
  assert.equal(await completeAt(calls, origin, 'portal', made.get(before)), 401);
});

for (const workspace of ['shop', 'portal']) {
  const family = familyOf(workspace);

  test(`a sign-in in ${workspace} ends with the RP ID and origin that it began with`, async () => {
    const calls = new Calls();
    const [here, there] = [
      await enrolAt(calls, origin, workspace),
      await enrolAt(calls, elsewhere, workspace),
    ];
    const genuine = here.get(await beginAt(calls, origin, workspace));
    assert.equal(await completeAt(calls, elsewhere, workspace, genuine), 200);
    const moved = there.get({ ...(await beginAt(calls, origin, workspace)), rpId: 'shop.localhost' });
    assert.equal(await completeAt(calls, elsewhere, workspace, moved), 401);
    const own = there.get(await beginAt(calls, elsewhere, workspace));
    assert.equal(await completeAt(calls, elsewhere, workspace, own), 200);
  });

  test(`a passkey in ${workspace} signs in for the RP ID that it was made for, and no other`, async () => {
    const calls = new Calls();
    const { device, get } = await enrolAt(calls, origin, workspace);
    const { challenge } = await beginAt(calls, elsewhere, workspace);
    const genuine = get(await beginAt(calls, origin, workspace));
    const moved = withClientData(genuine, { challenge, origin: elsewhere });
    const other = withAuthenticatorData(moved, () => ({ rpIdHash: sha256('shop.localhost') }));
    assert.equal(await completeAt(calls, elsewhere, workspace, device.resign(other)), 401);
  });

  test(`an enrolment in ${workspace} ends with the RP ID and origin that it began with`, async () => {
    const calls = new Calls();
    const path = `${self(workspace)}/${family}/create/complete`;
    const token = await tokenAt(calls, elsewhere, workspace);
    const begin = async () => (await new Person(calls).beginEnrolment(workspace)).publicKey;
    const options = await begin();
    const moved = { ...options, rp: { ...options.rp, id: 'shop.localhost' } };
    const refused = await post(calls, elsewhere, path, new Device(elsewhere).create(moved), token);
    assert.equal(refused.status, 400);
    const made = new Device(origin).create(await begin());
    assert.equal((await post(calls, elsewhere, path, made, token)).status, 200);
  });

  test(`a sign-up in ${workspace} ends with the RP ID and origin that it began with`, async () => {
    const calls = new Calls();
    const path = `${pool}/register/${family}`;
    const wanted = { identifier: 'mary@example.com', workspace_id: workspace };
    const begin = async () =>
      ((await post(calls, origin, `${path}/begin`, wanted)).body as CredentialCreation).publicKey;
    const options = await begin();
    const moved = { ...options, rp: { ...options.rp, id: 'shop.localhost' } };
    const refused = await post(calls, elsewhere, `${path}/complete`, new Device(elsewhere).create(moved));
    assert.equal(refused.status, 400);
    const made = new Device(origin).create(await begin());
    assert.equal((await post(calls, elsewhere, `${path}/complete`, made)).status, 200);
  });
}
