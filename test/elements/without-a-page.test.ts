import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createPasskeys } from '../../src/index.ts';
import '../../src/define.ts';

describe('on a server', () => {
  for (const tag of ['passkey-signin', 'passkey-manager']) {
    it(`${tag} is constructed, and is left to the browser by Lit's server rendering`, () => {
      const element = customElements.get(tag);
      assert.ok(element);
      assert.ok(new element());
      assert.equal(Reflect.get(element, '_$litElement$'), false);
    });
  }

  it('a diagnosis says that there is no page', async () => {
    const passkeys = createPasskeys({ issuer: 'https://example.com/acme/shop' });
    await assert.rejects(passkeys.diagnose(), { name: 'PasskeyError', code: 'unsupported' });
  });
});
