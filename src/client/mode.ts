import { isPasskeyError, PasskeyError } from '../errors.ts';
import type { Family, Mechanism, SelfProfile } from '../api/contract.ts';
import type { DetectedMode, Mode } from './types.ts';

/** Path family of a mode. */
export const toFamily = (mode: Mode): Family => (mode === 'smart' ? 'usernameless-webauthn' : 'webauthn');

/**
 * The mode according to a signed-in user's profile: by the mechanisms that the user may use, then by those of the pool,
 * then by the second factors. The pool's list may name either mode as `webauthn`, so beside the first list only its
 * `usernameless_webauthn` counts.
 *
 * @returns `unavailable` if a list is there and none names a passkey; `undefined` if every list is absent or `null`
 */
export function modeFromProfile(profile: SelfProfile): DetectedMode | undefined {
  const { allowed_authentication_mechanisms: allowed, authentication_mechanisms: pool } = profile;
  const isPoolClear = !allowed || pool?.includes('usernameless_webauthn');
  const lists = [allowed, isPoolClear ? pool : undefined, profile.second_factor_authentication_mechanisms];
  const modes = lists.flatMap((list) => (list ? [modeFromMechanisms(list)] : []));
  return modes.find((mode) => mode !== 'unavailable') ?? modes[0];
}

function modeFromMechanisms(mechanisms: readonly Mechanism[]): DetectedMode {
  if (mechanisms.includes('usernameless_webauthn')) return 'smart';
  return mechanisms.includes('webauthn') ? 'classic' : 'unavailable';
}

/** Learns the mode of a workspace from begins that are answered or refused. */
export class ModeDetector {
  readonly #configured: 'auto' | Mode;
  #learned: DetectedMode | undefined;

  constructor(configured: 'auto' | Mode) {
    this.#configured = configured;
  }

  /** Configured or learned. */
  get value(): DetectedMode | undefined {
    return this.#configured === 'auto' ? this.#learned : this.#configured;
  }

  /**
   * Begins in the known mode, else in Smart, and in the other one when that is refused as not active. So Smart is
   * detected by the begin that a sign-in needs anyway, Classic by one more request, and a switch of the mode by the next
   * begin.
   *
   * @param hint tried first while nothing is known: the mode of this workspace at the last visit
   * @throws PasskeyError `mechanism_disabled` when both are refused, `mode_mismatch` when a configured one is
   */
  async begin<T>(beginIn: (mode: Mode) => Promise<T>, hint: Mode = 'smart'): Promise<T> {
    if (this.#configured !== 'auto') return beginIn(this.#configured);
    const first = (this.#learned ?? hint) === 'classic' ? 'classic' : 'smart';
    const second = first === 'smart' ? 'classic' : 'smart';
    try {
      return await this.#learnFrom(first, beginIn);
    } catch (error) {
      if (!isMismatch(error)) throw error;
      // The likelier answer until its own begin is refused as well.
      this.#learned = second;
    }
    try {
      return await this.#learnFrom(second, beginIn);
    } catch (cause) {
      if (!isMismatch(cause)) throw cause;
      this.#learned = 'unavailable';
      const message = 'This workspace allows neither Smart nor Classic.';
      throw new PasskeyError('mechanism_disabled', message, { cause });
    }
  }

  async #learnFrom<T>(mode: Mode, beginIn: (mode: Mode) => Promise<T>): Promise<T> {
    const begun = await beginIn(mode);
    this.#learned = mode;
    return begun;
  }
}

const isMismatch = (error: unknown): boolean => isPasskeyError(error) && error.code === 'mode_mismatch';
