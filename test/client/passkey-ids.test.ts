import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createPasskeys, type PasskeysConfig } from '../../src/index.ts';
import { PublishedConnect, publishedPasskey, refuse } from '../support/published-connect.ts';

const passkeys = [{ ...publishedPasskey('c1'), credential_id: '+/++Ag==' }, publishedPasskey('c2')];

function open(config: Partial<PasskeysConfig>, credentials = passkeys) {
  const connect = new PublishedConnect({ me: { credentials }, rules: [refuse('DELETE', /c1|only/, 422)] });
  const { issuer, fetch } = connect;
  const client = createPasskeys({ issuer, accessToken: () => 'opaque', remember: false, fetch, ...config });
  return { connect, client };
}

const ids = async ({ client }: ReturnType<typeof open>) => (await client.list()).passkeys.map(({ id }) => id);

describe('the ID by which a passkey is named in URLs', () => {
  it('is that of its record', async () => {
    const scene = open({});
    assert.deepEqual(await ids(scene), ['c1', 'c2']);
    await scene.client.rename('c1', 'Mac');
    assert.equal(scene.connect.calls.at(-1), 'PUT webauthn/c1/name');
  });

  it('is its WebAuthn ID in base64url if the client is set so, and the list shows it', async () => {
    const scene = open({ passkeyIds: 'webauthn' });
    assert.deepEqual(await ids(scene), ['-_--Ag', 'c2']);
    await scene.client.rename('-_--Ag', 'Mac');
    await scene.client.remove('-_--Ag');
    assert.deepEqual(
      scene.connect.calls.filter((call) => call !== 'GET me'),
      ['PUT webauthn/-_--Ag/name', 'DELETE webauthn/-_--Ag'],
    );
  });

  it('is compared with those of the list when the last passkey is refused', async () => {
    const only = [{ ...publishedPasskey('c1'), credential_id: 'only' }];
    const { client } = open({ passkeyIds: 'webauthn' }, only);
    await assert.rejects(client.remove('only'), { code: 'last_passkey', inferred: true });
  });
});
