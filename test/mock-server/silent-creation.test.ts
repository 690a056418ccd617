import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  AuthenticatorEmulator,
  PasskeysCredentialsMemoryRepository,
  WebAuthnEmulator,
} from 'nid-webauthn-emulator';
import type { CredentialCreation } from '../../src/api/contract.ts';
import { Calls, errorCode, origin, self } from './calls.ts';

const base = `${self('shop')}/usernameless-webauthn/create`;

/** Makes a passkey without asking anybody, as a browser does under conditional mediation. */
function createSilently(options: CredentialCreation) {
  const authenticator = new AuthenticatorEmulator({
    credentialsRepository: new PasskeysCredentialsMemoryRepository(),
    verifications: { userPresent: false, userVerified: false },
    userMakeCredentialInteraction: () => ({ options: { up: false, uv: false } }),
  });
  return new WebAuthnEmulator(authenticator).createJSON(origin, options.publicKey);
}

async function create(query: string) {
  const calls = new Calls();
  const token = await calls.userToken();
  const begun = await calls.call('POST', `${base}/begin${query}`, { token });
  const body = createSilently(begun.body as CredentialCreation);
  return calls.call('POST', `${base}/complete`, { token, body });
}

test('a passkey made without anybody present is kept where begin opened that path', async () => {
  const answer = await create('?mediation=conditional');
  assert.equal(answer.status, 200);
  const [made] = (answer.body as { credentials: { flags: { userPresent: boolean } }[] }).credentials;
  assert.equal(made?.flags.userPresent, false);
});

test('a passkey made without anybody present is refused everywhere else', async () => {
  for (const query of ['', '?mediation=silent']) {
    const answer = await create(query);
    assert.deepEqual([answer.status, errorCode(answer)], [400, 'verification_failed']);
  }
});
