import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import type { CredentialAssertion, CredentialCreation } from '../../../src/api/contract.ts';
import { openChromium } from '../../support/open-chromium.ts';
import { GoWebAuthn } from '../../support/go-webauthn.ts';
import { Calls, familyOf, origin } from '../calls.ts';
import { ChromiumPage, type Exchange } from './chromium-page.ts';

const go = await GoWebAuthn.start(origin);
const browser = await openChromium();
after(() => browser.close());

for (const [workspace, name, authenticator] of [
  ['shop', 'a laptop', 'internal'],
  ['shop', 'a security key', 'usb'],
  ['portal', 'a laptop', 'internal'],
  ['portal', 'an old security key', 'u2f'],
] as const) {
  test(`go-webauthn verifies what the SDK made in Chromium with ${name} at ${workspace}`, async () => {
    const page = await ChromiumPage.open(browser, { origin, server: new Calls().server, authenticator });
    try {
      await page.enrolAndSignIn(workspace);
      await verifiedByGo(page.exchanges, workspace);
    } finally {
      await page.close();
    }
  });
}

async function verifiedByGo(exchanges: readonly Exchange[], workspace: string): Promise<void> {
  const call = (prefix: string, suffix: string): Exchange => {
    const path = `${prefix}/${familyOf(workspace)}/${suffix}`;
    const found = exchanges.findLast((exchange) => exchange.path.endsWith(path));
    assert.ok(found, `the SDK never called ${path}`);
    return found;
  };
  const creation = (call('/self', 'create/begin').received as CredentialCreation).publicKey;
  const begun = { challenge: creation.challenge, userHandle: creation.user.id };
  const credential = await go.register(begun, call('/self', 'create/complete').sent);
  const request = (call('/login', 'begin').received as CredentialAssertion).publicKey;
  const used = await go.signIn(
    { ...begun, challenge: request.challenge },
    credential,
    call('/login', 'complete').sent,
  );
  assert.equal(used.id, credential.id);
}
