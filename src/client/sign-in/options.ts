import { PasskeyError } from '../../errors.ts';
import { abortable } from '../../async/abort.ts';
import type { ClassicBeginBody, CredentialAssertion } from '../../api/contract.ts';
import { toFamily, ModeDetector } from '../mode.ts';
import { OptionsPrefetch } from '../options-prefetch.ts';
import type { DetectedMode, Mode, SignInOptions } from '../types.ts';
import { signInContext } from '../options.ts';
import type { SignInKit } from './context.ts';

/** Whom a begin is for. Smart asks for nobody. */
export type SignInTarget = Pick<SignInOptions, 'identifier' | 'secondFactor'>;

export interface BegunSignIn extends CredentialAssertion {
  readonly mode: Mode;
  readonly wish: SignInTarget;
}

/** The begins of sign-ins: kept ahead, in the mode that the workspace turns out to have. */
export class SignInPrefetch {
  readonly #kit: SignInKit;
  readonly known: ModeDetector;
  readonly ahead: OptionsPrefetch<SignInTarget, BegunSignIn>;

  constructor(context: SignInKit) {
    this.#kit = context;
    this.known = new ModeDetector(context.settings.mode);
    this.ahead = new OptionsPrefetch(context.clock, {
      fetch: (target) => this.known.begin((mode) => this.#begin(mode, target), this.#likely(target)),
      fits: ({ mode, wish }, other) =>
        wish.secondFactor?.loginId === other.secondFactor?.loginId &&
        (mode === 'smart' || wish.identifier === other.identifier),
    });
  }

  /**
   * The mode, found out by the Smart begin that the page needs anyway; its options stay for the sign-in. Where
   * Smart is refused, Classic is the answer until somebody's begin is refused too.
   */
  async mode(signal = new AbortController().signal): Promise<DetectedMode> {
    try {
      return this.known.value ?? (await abortable(signal, this.ahead.keep({}))).mode;
    } catch (error) {
      if (signal.aborted)
        throw new PasskeyError('aborted', 'Finding out the mode was stopped.', { cause: error });
      if (this.known.value) return this.known.value;
      throw error;
    }
  }

  /** Classic's begin is tried first only where it can be made, and only a begin's answer counts as known. */
  #likely({ identifier, secondFactor }: SignInTarget): Mode | undefined {
    const { memory, settings } = this.#kit;
    return (identifier ?? secondFactor) ? memory.modeOf(settings.issuer) : undefined;
  }

  /** True if a Classic begin has somebody to ask for, if only the user of a hosted page's second step. */
  #isNamed({ identifier, secondFactor }: SignInTarget): boolean {
    const { hosted } = this.#kit.settings;
    return [identifier, secondFactor, hosted?.identifier, hosted?.userId].some(Boolean);
  }

  async #begin(mode: Mode, target: SignInTarget): Promise<BegunSignIn> {
    const { settings, signIn } = this.#kit;
    if (mode === 'classic' && !this.#isNamed(target)) throw needsIdentifier();
    const named = mode === 'classic' && target.identifier && { identifier: target.identifier };
    const body = { ...named, ...signInContext(settings, target.secondFactor) } satisfies ClassicBeginBody;
    const reshaped = settings.onBegin?.(body, { ceremony: 'sign-in', mode }) ?? body;
    const { publicKey } = await signIn().loginBegin(toFamily(mode), reshaped);
    this.#kit.memory.rememberMode(settings.issuer, mode);
    return { publicKey, mode, wish: target };
  }
}

const needsIdentifier = (): PasskeyError =>
  new PasskeyError('invalid_request', 'This workspace is in Classic mode: signing in needs an identifier.');
