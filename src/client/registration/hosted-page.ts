import { hostedActivation, hostedRecovery, type HostedRegistration } from '../../api/hosted-page.ts';
import { configurationError } from '../../api/issuer.ts';
import type { RegistrationResponseJSON } from '../../api/contract.ts';
import { createPasskey } from '../../webauthn/create.ts';
import { runCeremony } from '../ceremony.ts';
import { ModeDetector, toFamily } from '../mode.ts';
import type { SignInKit } from '../sign-in/context.ts';
import { toSignInResult } from '../sign-in/result.ts';
import type { EnrollOptions, SignInResult } from '../types.ts';
import { chosen } from './register.ts';

/** Registers the first passkey of a new account, by the code of an activation link. */
export function activate(context: SignInKit, options: EnrollOptions = {}): Promise<SignInResult> {
  const { hostedPage } = context.settings;
  return register(context, new ModeDetector(context.settings.mode), options, () => {
    if (!hostedPage?.code) throw configurationError('the query of this page has no activation code.');
    return hostedActivation(context.http, hostedPage, hostedPage.code);
  });
}

/** Registers a passkey in place of a lost one, after a code by mail. */
export function recover(
  context: SignInKit,
  identifier: string,
  options: EnrollOptions = {},
): Promise<SignInResult> {
  const { hostedPage } = context.settings;
  const classic = new ModeDetector('classic');
  return register(context, classic, { ...options, identifier }, () => {
    if (!hostedPage) throw configurationError('this page is not a hosted page of Connect.');
    return hostedRecovery(context.http, hostedPage, identifier);
  });
}

function register(
  context: SignInKit,
  detector: ModeDetector,
  options: EnrollOptions & { readonly identifier?: string },
  open: () => HostedRegistration,
): Promise<SignInResult> {
  const { clock, memory } = context;
  return runCeremony(context, {
    ceremony: 'sign-up',
    call: 'create',
    signal: options.signal,
    begin: ({ signal }) => {
      const calls = open();
      return detector.begin(async (mode) => {
        const { publicKey } = await calls.begin(toFamily(mode), { signal });
        return { publicKey, mode, calls };
      });
    },
    prompt: ({ publicKey }, { signal }) => createPasskey(chosen(publicKey, options), { clock, signal }),
    complete: async (answer: RegistrationResponseJSON, { mode, calls }, { signal }) => {
      const reply = await calls.finish(toFamily(mode), answer, { signal });
      signal.throwIfAborted();
      memory.rememberUse(answer.id);
      return toSignInResult(context, reply, {
        by: 'passkey',
        attachment: answer.authenticatorAttachment,
        fields: { identifier: options.identifier },
      });
    },
  });
}
