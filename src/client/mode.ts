import { isPasskeyError, PasskeyError } from '../errors.ts';
import type { Family, SelfProfile } from '../api/contract.ts';
import type { DetectedMode, Mode } from './types.ts';

/** Path family of a mode. */
export const toFamily = (mode: Mode): Family => (mode === 'smart' ? 'usernameless-webauthn' : 'webauthn');

/**
 * The mode as a signed-in person's profile tells it: the first factors first, then the second ones. Neither
 * passkey mechanism in both means that passkeys are not available there.
 */
export function modeFromProfile(profile: SelfProfile): DetectedMode {
  const { authentication_mechanisms: first, second_factor_authentication_mechanisms: second } = profile;
  const mechanisms = [...(first ?? []), ...(second ?? [])];
  const active = mechanisms.find(
    (mechanism) => mechanism === 'usernameless_webauthn' || mechanism === 'webauthn',
  );
  if (!active) return 'unavailable';
  return active === 'webauthn' ? 'classic' : 'smart';
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
