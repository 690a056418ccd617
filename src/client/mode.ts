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

/** What this client has learned from begins that were answered or refused. */
export class ModeDetector {
  readonly #given: 'auto' | Mode;
  #learned: DetectedMode | undefined;

  constructor(given: 'auto' | Mode) {
    this.#given = given;
  }

  get value(): DetectedMode | undefined {
    return this.#given === 'auto' ? this.#learned : this.#given;
  }

  /**
   * Begins in the mode that is known, else in Smart, and turns to the other one when that is refused as not
   * active. So Smart is found out by the begin that a sign-in needs anyway, Classic by one request more, and a
   * mode that was switched meanwhile is noticed at the next begin.
   *
   * @param likely where nothing is known yet: the mode that this workspace had at the last visit
   * @throws PasskeyError `mechanism_disabled` when both are refused, `mode_mismatch` when a given one is
   */
  async begin<T>(beginIn: (mode: Mode) => Promise<T>, likely: Mode = 'smart'): Promise<T> {
    if (this.#given !== 'auto') return beginIn(this.#given);
    const first = (this.#learned ?? likely) === 'classic' ? 'classic' : 'smart';
    const second = first === 'smart' ? 'classic' : 'smart';
    try {
      return await this.#try(first, beginIn);
    } catch (error) {
      if (!isMismatch(error)) throw error;
      // Until its own begin is refused as well, the other one is the likelier answer.
      this.#learned = second;
      return this.#last(second, beginIn);
    }
  }

  async #try<T>(mode: Mode, beginIn: (mode: Mode) => Promise<T>): Promise<T> {
    const begun = await beginIn(mode);
    this.#learned = mode;
    return begun;
  }

  async #last<T>(mode: Mode, beginIn: (mode: Mode) => Promise<T>): Promise<T> {
    try {
      return await this.#try(mode, beginIn);
    } catch (cause) {
      if (!isMismatch(cause)) throw cause;
      this.#learned = 'unavailable';
      throw new PasskeyError('mechanism_disabled', 'This workspace allows neither Smart nor Classic.', {
        cause,
      });
    }
  }
}

const isMismatch = (error: unknown): boolean => isPasskeyError(error) && error.code === 'mode_mismatch';
