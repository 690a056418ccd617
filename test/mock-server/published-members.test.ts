import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openapi } from '../support/openapi.ts';
import { Calls, system } from './calls.ts';

interface Schema {
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly enum?: readonly string[];
  readonly items?: Schema;
  readonly $ref?: string;
}

const { schemas } = (
  openapi() as unknown as { readonly components: { readonly schemas: Readonly<Record<string, Schema>> } }
).components;

function resolve(schema: Schema | undefined): Schema | undefined {
  const name = schema?.$ref?.split('/').at(-1);
  return name === undefined ? schema : schemas[name];
}

interface Model {
  readonly required: string;
  readonly optional?: string;
  /** Members with a published enumeration. */
  readonly values?: Readonly<Record<string, string>>;
}

const states = 'valid must_be_reset must_be_changed';
const types = 'email mobile uid external federated';
const owner = 'tenant_id user_pool_id user_id';
const mechanismLists =
  'authentication_mechanisms second_factor_authentication_mechanisms preferred_authentication_mechanism';

/** Members that the vendor's API description publishes, by the name that openapi.yaml gives to the model. */
const published: Readonly<Record<string, Model>> = {
  SelfProfile: {
    required: '',
    optional: `id credentials identifiers verifiable_addresses payload metadata allowed_authentication_mechanisms ${mechanismLists} federated_accounts preferences payload_schema totp_issuer second_factor_preferred_authentication_mechanism`,
  },
  SelfCredential: {
    required: 'type updated_at',
    optional: 'id name state expires_at expires_after',
    values: { state: states },
  },
  Identifier: { required: 'identifier type created_at', values: { type: types } },
  Address: {
    required: 'address type status verified created_at updated_at',
    values: { status: 'active inactive' },
  },
  UserDetails: {
    required: 'tenant_id user_pool_id status',
    optional: 'id identifiers verifiable_addresses payload metadata credentials created_at updated_at',
    values: { status: 'active inactive deleted new' },
  },
  SystemCredential: {
    required: `${owner} type payload created_at updated_at`,
    optional: 'id name state expires_at discoverable_id',
    values: { state: states },
  },
  SystemIdentifier: {
    required: `${owner} identifier identifier_lc type created_at updated_at`,
    optional: 'id metadata',
    values: { type: types },
  },
  SystemAddress: {
    required: `${owner} address address_lc type status verified created_at updated_at`,
    values: { status: 'active inactive' },
  },
  PoolSettings: {
    required: 'tenant_id name',
    optional: `id ${mechanismLists} otp_settings mfa_session_ttl`,
  },
  OtpSettings: {
    required: '',
    optional: 'activation authentication challenge enroll_webauthn reset_password reset_totp verify_address',
  },
  CodeSettings: { required: 'length ttl' },
  Refusal: { required: '', optional: 'status_code error error_code details' },
};

const words = (text = ''): readonly string[] => text.split(' ').filter(Boolean);

for (const [name, { required, optional, values = {} }] of Object.entries(published)) {
  test(`openapi.yaml has every published member of ${name}, and requires those that are required`, () => {
    const schema = schemas[name];
    const described = Object.keys(schema?.properties ?? {});
    assert.deepEqual(
      [...words(required), ...words(optional)].filter((member) => !described.includes(member)),
      [],
    );
    assert.deepEqual(
      words(required).filter((member) => !schema?.required?.includes(member)),
      [],
    );
    for (const [member, listed] of Object.entries(values)) {
      assert.deepEqual(resolve(schema?.properties?.[member])?.enum, words(listed), member);
    }
  });
}

test('a pool has its name', async () => {
  const calls = new Calls();
  const { body } = await calls.call('GET', system, { token: await calls.backendToken('identity') });
  assert.equal(typeof (body as { readonly name?: unknown }).name, 'string');
});
