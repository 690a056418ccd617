import assert from 'node:assert/strict';
import { PasskeyError } from '../../src/errors.ts';
import type { CeremonyEvent } from '../../src/client/types.ts';
import { createStepUp, type StepUpContext } from '../../src/client/management/step-up.ts';
import type { SelfProfile } from '../../src/api/contract.ts';

export const tokenOf = (sub: string): string =>
  `e30.${Buffer.from(JSON.stringify({ sub })).toString('base64url')}.x`;
export const tokensOf = (sub: string) => ({ access_token: tokenOf(sub), token_type: 'Bearer' });
export const codeOf = (error: unknown): unknown => (error as PasskeyError).code;
export const tooOld = new PasskeyError('reauthentication_required', 'too old');
export const ada: SelfProfile = {
  id: 'u1',
  authentication_mechanisms: ['password', 'usernameless_webauthn'],
  identifiers: [{ identifier: 'ada@example.com' }],
  credentials: [{ id: 'c1', type: 'webauthn', updated_at: '' }],
};

/** A call that is refused until somebody has authenticated again. */
export class Scene {
  readonly events: string[] = [];
  readonly calls: string[] = [];
  fresh = false;
  token = tokenOf('ada');

  readonly call = async (): Promise<string> => {
    this.calls.push('call');
    if (!this.fresh) throw tooOld;
    return 'done';
  };

  stepUp(parts: Partial<StepUpContext>) {
    return createStepUp({
      accessToken: () => this.token,
      ownSubject: () => undefined,
      signInAgain: () => assert.fail('the client signed in by itself'),
      me: async () => ada,
      now: () => Date.now(),
      events: () => (step: CeremonyEvent['step'], about) =>
        this.events.push([step, about?.code].join(' ').trim()),
      ...parts,
    });
  }
}
