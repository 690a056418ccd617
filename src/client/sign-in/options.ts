import { PasskeyError } from '../../errors.ts';
import { until } from '../../async/abort.ts';
import type { ClassicBeginBody, CredentialAssertion } from '../../api/contract.ts';
import { familyOf, KnownMode } from '../mode.ts';
import { OptionsAhead } from '../options-prefetch.ts';
import type { DetectedMode, Mode, SignInOptions } from '../types.ts';
import { signInContext } from '../options.ts';
import type { SignInKit } from './context.ts';

/** Whom a begin is for. Smart asks for nobody. */
export type LoginWish = Pick<SignInOptions, 'identifier' | 'secondFactor'>;

export interface LoginOptions extends CredentialAssertion {
  readonly mode: Mode;
  readonly wish: LoginWish;
}

/** The begins of sign-ins: kept ahead, in the mode that the workspace turns out to have. */
export class Logins {
  readonly #kit: SignInKit;
  readonly known: KnownMode;
  readonly ahead: OptionsAhead<LoginWish, LoginOptions>;

  constructor(kit: SignInKit) {
    this.#kit = kit;
    this.known = new KnownMode(kit.settings.mode);
    this.ahead = new OptionsAhead(kit.clock, {
      fetch: (wish) => this.known.begin((mode) => this.#begin(mode, wish), this.#likely(wish)),
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
      return this.known.value ?? (await until(signal, this.ahead.keep({}))).mode;
    } catch (error) {
      if (signal.aborted)
        throw new PasskeyError('aborted', 'Finding out the mode was stopped.', { cause: error });
      if (this.known.value) return this.known.value;
      throw error;
    }
  }

  /** Classic's begin is tried first only where it can be made, and only a begin's answer counts as known. */
  #likely({ identifier, secondFactor }: LoginWish): Mode | undefined {
    const { memory, settings } = this.#kit;
    return (identifier ?? secondFactor) ? memory.modeOf(settings.issuer) : undefined;
  }

  async #begin(mode: Mode, wish: LoginWish): Promise<LoginOptions> {
    const { settings, signIn } = this.#kit;
    if (mode === 'classic' && !wish.identifier && !wish.secondFactor) throw needsIdentifier();
    const named = mode === 'classic' && wish.identifier && { identifier: wish.identifier };
    const body = { ...named, ...signInContext(settings, wish.secondFactor) } satisfies ClassicBeginBody;
    const reshaped = settings.onBegin?.(body, { ceremony: 'sign-in', mode }) ?? body;
    const { publicKey } = await signIn().loginBegin(familyOf(mode), reshaped);
    this.#kit.memory.rememberMode(settings.issuer, mode);
    return { publicKey, mode, wish };
  }
}

const needsIdentifier = (): PasskeyError =>
  new PasskeyError('invalid_request', 'This workspace is in Classic mode: signing in needs an identifier.');
