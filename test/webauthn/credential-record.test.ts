import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import { itemEnd, stringIn } from '../../src/webauthn/cbor.ts';
import { toCredentialRecord } from '../../src/webauthn/credential-record.ts';
import { decodeBase64, toBase64 } from '../../src/base64.ts';
import { Device } from '../support/device.ts';

const creation = {
  rp: { id: 'localhost', name: 'Acme' },
  user: { id: 'AAAA', name: 'ada', displayName: 'Ada' },
  challenge: 'AAAA',
  pubKeyCredParams: [{ type: 'public-key', alg: -7 }],
};

test('what a browser answered becomes the record, every byte field in standard base64', async () => {
  const made = new Device().create(creation);
  const record = await toCredentialRecord(made);
  const { clientDataJSON, attestationObject } = made.response;
  const hash = createHash('sha256').update(decodeBase64(clientDataJSON, 'client data')).digest('base64');
  assert.equal(record.id, toBase64(decodeBase64(made.id, 'id')));
  assert.equal(record.attestationType, 'none');
  assert.equal(record.attestation?.clientDataHash, hash);
  assert.equal(record.attestation?.object, toBase64(decodeBase64(attestationObject, 'object')));
  assert.equal(decodeBase64(record.authenticator?.AAGUID, 'AAGUID').length, 16);
  assert.equal(record.authenticator?.cloneWarning, false);
  assert.equal(record.flags?.userPresent, true);
});

test('the public key is the COSE key alone, without what follows it', async () => {
  const made = new Device().create(creation);
  const key = decodeBase64((await toCredentialRecord(made)).publicKey, 'key');
  assert.equal(itemEnd(key, 0), key.length);
  // A COSE key of kty EC2 begins with a map that has the members 1 (kty) and 3 (alg): RFC 9053, section 7.1.1.
  assert.deepEqual([...key.subarray(0, 5)], [0xa5, 0x01, 0x02, 0x03, 0x26]);
});

const broken: Readonly<Record<string, string>> = {
  'no CBOR': '____',
  'an empty object': '',
  'a map without authData': 'oWNmbXRkbm9uZQ',
  'authenticator data without a credential': 'omNmbXRkbm9uZWhhdXRoRGF0YUEB',
};

for (const [name, attestationObject] of Object.entries(broken)) {
  test(`${name} makes no record`, async () => {
    const made = new Device().create(creation);
    const spoiled = { ...made, response: { ...made.response, attestationObject } };
    await assert.rejects(toCredentialRecord(spoiled), { code: 'invalid_request' });
  });
}

test('a nesting bomb and a length bomb end at once', () => {
  assert.throws(() => itemEnd(new Uint8Array(30_000).fill(0x81), 0), RangeError);
  assert.throws(() => itemEnd(Uint8Array.of(0x9b, 0x7f, 255, 255, 255, 255, 255, 255, 255), 0), RangeError);
  assert.throws(() => itemEnd(Uint8Array.of(0x5b, 0x7f, 255, 255, 255, 255, 255, 255, 255), 0), RangeError);
});

test('members of a CBOR map are found whatever stands before them', () => {
  // {"a": [1, {"authData": h'00'}], "authData": h'0102'}
  const nested = Uint8Array.from(
    Buffer.from('a261618201a168617574684461746141006861757468446174614201 02'.replaceAll(' ', ''), 'hex'),
  );
  assert.deepEqual([...stringIn(nested, 'authData')], [1, 2]);
});
