import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Device } from '../../support/device.ts';
import { GoWebAuthn } from '../../support/go-webauthn.ts';
import { origin } from '../calls.ts';
import { envelopeCases } from '../bad-inputs/cases/a-registration-envelope.ts';
import { clientDataCases } from '../bad-inputs/cases/b-client-data.ts';
import { authenticatorDataCases } from '../bad-inputs/cases/c-authenticator-data.ts';
import { attestationCases } from '../bad-inputs/cases/d-attestation.ts';
import { assertionEnvelopeCases } from '../bad-inputs/cases/e-assertion-envelope.ts';
import { signedDataCases } from '../bad-inputs/cases/f-signed-data.ts';
import { goodAssertions, goodRegistrations } from '../bad-inputs/cases/keeps-passing.ts';
import { milder, stricter } from './differences.ts';
import { signInVerdict, registrationVerdict, type Verdicts } from './verdicts.ts';

const badRegistrations = [
  ...envelopeCases,
  ...clientDataCases,
  ...authenticatorDataCases,
  ...attestationCases,
];
const badAssertions = [...assertionEnvelopeCases, ...signedDataCases];
const go = await GoWebAuthn.start(origin);

test('go-webauthn accepts what we accept of an authenticator, but for the listed differences', async () => {
  const differing: string[] = [];
  for (const { name, algorithm, change } of goodRegistrations) {
    const { ours, theirs } = await registrationVerdict(go, new Device(origin, algorithm), change);
    assert.equal(ours, 'accepted', name);
    if (theirs !== ours) differing.push(`registration: ${name}`);
  }
  for (const { name, change } of goodAssertions) {
    const { ours, theirs } = await signInVerdict(go, new Device(origin), (body, device) =>
      device.resign(change(body)),
    );
    assert.equal(ours, 'accepted', name);
    if (theirs !== ours) differing.push(`assertion: ${name}`);
  }
  assert.deepEqual(
    differing,
    milder.flatMap(({ cases }) => cases),
  );
});

for (const algorithm of ['ES256', 'EdDSA', 'RS256'] as const) {
  test(`go-webauthn verifies a sign-in with ${algorithm} as we do`, async () => {
    const verdicts = await signInVerdict(go, new Device(origin, algorithm), (body) => body);
    assert.deepEqual(verdicts, { ours: 'accepted', theirs: 'accepted' });
  });
}

test('go-webauthn refuses the bad registrations that we refuse, but for the listed differences', async () => {
  const accepted = await acceptedByGo(badRegistrations, ({ spoil }) =>
    registrationVerdict(go, new Device(origin), spoil),
  );
  assert.deepEqual(accepted, listed(badRegistrations));
});

test('go-webauthn refuses the bad assertions that we refuse, but for the listed differences', async () => {
  const accepted = await acceptedByGo(badAssertions, ({ spoil, enrol }) =>
    signInVerdict(go, new Device(origin), spoil, enrol),
  );
  assert.deepEqual(accepted, listed(badAssertions));
});

test('every listed difference names cases that exist', () => {
  const names = [...badRegistrations, ...badAssertions].map(({ name }) => name);
  for (const entry of stricter.flatMap(({ cases }) => cases)) {
    assert.ok(
      names.some((name) => isNamed(name, entry)),
      `no case ${entry}`,
    );
  }
});

async function acceptedByGo<C extends { readonly name: string }>(
  cases: readonly C[],
  judge: (bad: C) => Promise<Verdicts>,
): Promise<readonly string[]> {
  const accepted: string[] = [];
  for (const bad of cases) {
    const { ours, theirs } = await judge(bad);
    assert.equal(ours, 'refused', bad.name);
    if (theirs === 'accepted') accepted.push(bad.name);
  }
  return accepted;
}

function listed(cases: readonly { readonly name: string }[]): readonly string[] {
  const entries = stricter.flatMap((difference) => difference.cases);
  return cases.map(({ name }) => name).filter((name) => entries.some((entry) => isNamed(name, entry)));
}

const isNamed = (name: string, entry: string | number): boolean =>
  typeof entry === 'number' ? name.startsWith(`${entry} `) : name === entry;
