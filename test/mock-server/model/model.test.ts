import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { GoWebAuthn } from '../../support/go-webauthn.ts';
import { origin } from '../calls.ts';
import { commands } from './commands.ts';
import { type Challenge, Model, type Passkey, type Person, type Refresh, type WorkspaceId } from './model.ts';
import { System } from './system.ts';

/** `MODEL_RUNS=1000 MODEL_SEED=7 npm test -- mock-server/model` explores more, and the same again. */
const runs = Number(process.env['MODEL_RUNS'] ?? 15);
const seed = Number(process.env['MODEL_SEED'] ?? Date.now() % 2 ** 31);
const go = await GoWebAuthn.start(origin);
const sequences = fc.commands(commands, { maxCommands: 40, size: '+1' });

/** True for sequences that the server answers like this model. */
const agreesWith = (createModel: () => Model) =>
  fc.asyncProperty(sequences, (sequence) =>
    fc.asyncModelRun(async () => ({ model: createModel(), real: await System.start(go) }), sequence),
  );

test('the server answers every sequence of calls as the model of its rules says', async (context) => {
  context.diagnostic(`seed ${seed}, ${runs} runs`);
  await fc.assert(
    agreesWith(() => new Model()),
    { numRuns: runs, seed },
  );
});

/** Models with one rule wrong: each is refuted by a sequence. */
const wrong: Readonly<Record<string, () => Model>> = {
  'a challenge is good twice': () =>
    new (class extends Model {
      override complete(challenge: Challenge, passkey: Passkey): number {
        const status = super.complete(challenge, passkey);
        challenge.used = false;
        return status;
      }
    })(),
  'a refresh token is good twice': () =>
    new (class extends Model {
      override refresh(token: Refresh): number {
        const status = super.refresh(token);
        token.used = false;
        return status;
      }
    })(),
  'a person may remove the last passkey': () =>
    new (class extends Model {
      override remove(by: Person, workspace: WorkspaceId, passkey: Passkey): number {
        const status = super.remove(by, workspace, passkey);
        if (status === 409) passkey.removed = true;
        return status === 409 ? 204 : status;
      }
    })(),
};

for (const [rule, createModel] of Object.entries(wrong)) {
  test(`a model by which ${rule} is refuted`, async () => {
    const { failed } = await fc.check(agreesWith(createModel), { numRuns: 100, seed: 1, endOnFailure: true });
    assert.ok(failed);
  });
}
