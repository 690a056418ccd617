import { hostedActivation, hostedRecovery, type HostedRegistration } from '../../api/hosted-page.ts';
import { configurationError } from '../../api/urls.ts';
import type { ClientContext } from '../context.ts';
import { ModeDetector, toFamily } from '../mode.ts';
import { toSignInResult } from '../sign-in/result.ts';
import type { EnrollOptions, SignInResult } from '../types.ts';
import { registerCredential } from './register.ts';

/** Registers the first passkey of a new account, by the code of an activation link. */
export function activate(context: ClientContext, options: EnrollOptions = {}): Promise<SignInResult> {
  const { http, settings } = context;
  return register(context, new ModeDetector(settings.mode), options, () => {
    const { hostedPage } = settings;
    if (!hostedPage?.code) throw configurationError('the query of this page has no activation code.');
    return hostedActivation(http, hostedPage, hostedPage.code);
  });
}

/** Registers a passkey in place of a lost one, after a code by mail. */
export function recover(
  context: ClientContext,
  identifier: string,
  options: EnrollOptions = {},
): Promise<SignInResult> {
  const { http, settings } = context;
  return register(context, new ModeDetector('classic'), { ...options, identifier }, () => {
    if (!settings.hostedPage) throw configurationError('this page is not a hosted page of Connect.');
    return hostedRecovery(http, settings.hostedPage, identifier);
  });
}

function register(
  context: ClientContext,
  detector: ModeDetector,
  { identifier, ...options }: EnrollOptions & { readonly identifier?: string },
  open: () => HostedRegistration,
): Promise<SignInResult> {
  return registerCredential(context, {
    ...options,
    ceremony: 'sign-up',
    begin: async ({ signal }) => {
      const calls = open();
      return detector.begin(async (mode) => {
        const { publicKey } = await calls.begin(toFamily(mode), { signal });
        return { publicKey, mode, calls };
      });
    },
    complete: async (credential, { mode, calls }, { signal }) => {
      const reply = await calls.finish(toFamily(mode), credential, { signal });
      signal.throwIfAborted();
      context.memory.rememberUse(credential.id);
      const attachment = credential.authenticatorAttachment;
      return toSignInResult(context, reply, { by: 'passkey', attachment, fields: { identifier } });
    },
  });
}
