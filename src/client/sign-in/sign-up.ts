import type {
  CreateCompleteReply,
  CredentialCreation,
  RegisterCompleteReply,
  RegistrationResponseJSON,
} from '../../api/contract.ts';
import type { FormReply } from '../../api/sign-in.ts';
import { authenticate } from './sign-in.ts';
import { createPasskey } from '../../webauthn/create.ts';
import { runCeremony } from '../ceremony.ts';
import type { SignInPrefetch } from './options.ts';
import { toFamily } from '../mode.ts';
import { expectInLists, expectNoLonger } from '../../webauthn/passkey-changes.ts';
import type { EnrollOptions, Mode, SignInResult } from '../types.ts';
import { isRefusal } from '../registration/refused-passkey.ts';
import { chosen } from '../registration/register.ts';
import { signInContext } from '../options.ts';
import type { SignInKit } from './context.ts';
import { toSignInResult } from './result.ts';
import { createSignals } from '../../webauthn/signals.ts';

/** Makes an account together with its first passkey. */
export function signUp(
  context: SignInKit,
  logins: SignInPrefetch,
  identifier: string,
  options: EnrollOptions = {},
): Promise<SignInResult> {
  return runCeremony(context, {
    ceremony: 'sign-up',
    call: 'create',
    signal: options.signal,
    begin: ({ signal }) => logins.known.begin((mode) => begin(context, mode, identifier, signal)),
    prompt: ({ publicKey }, { signal }) =>
      createPasskey(chosen(publicKey, options), { clock: context.clock, signal }),
    complete: async (answer, begun, turn) => {
      const { signal } = turn;
      const reply = await complete(context, answer, begun, signal);
      signal.throwIfAborted();
      context.memory.rememberUse(answer.id);
      if (!isRegistration(reply)) {
        return toSignInResult(context, reply, {
          by: 'passkey',
          attachment: answer.authenticatorAttachment,
          fields: { identifier },
        });
      }
      // The account is there and nobody is signed in: the new passkey does it.
      return authenticate(context, logins, {
        ceremony: 'sign-in',
        mediation: 'modal',
        identifier,
        signal,
        inside: turn,
      });
    },
  });
}

interface Begun extends CredentialCreation {
  readonly mode: Mode;
}

async function begin(
  { settings, signIn }: SignInKit,
  mode: Mode,
  identifier: string,
  signal: AbortSignal,
): Promise<Begun> {
  const body = { identifier, ...signInContext(settings) };
  const reshaped = settings.onBegin?.(body, { ceremony: 'sign-up', mode }) ?? body;
  const { publicKey } = await signIn().registerBegin(toFamily(mode), reshaped, { signal });
  return { publicKey, mode };
}

/**
 * A passkey that the server refused must not stay behind in the password manager. No list can confirm a refusal that
 * was only inferred, and the account may have nothing but this passkey: then nothing is said.
 */
async function complete(
  { settings, signIn }: SignInKit,
  answer: RegistrationResponseJSON,
  { publicKey, mode }: Begun,
  signal: AbortSignal,
): Promise<RegisterCompleteReply | FormReply> {
  const body = settings.onComplete?.({ ...answer }, { ceremony: 'sign-up', mode }) ?? answer;
  expectInLists(answer.id, publicKey.user.id);
  try {
    return await signIn().registerComplete(toFamily(mode), body, { signal });
  } catch (error) {
    if (isRefusal(error) && !error.inferred) {
      expectNoLonger(answer.id);
      createSignals(settings.rpId).unknown(answer.id, publicKey.rp.id);
    }
    throw error;
  }
}

const isRegistration = (reply: RegisterCompleteReply | FormReply): reply is CreateCompleteReply =>
  'credentials' in reply;
