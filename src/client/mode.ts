import { isPasskeyError, PasskeyError } from '../errors.ts';
import type { Family, SelfProfile } from '../api/contract.ts';
import type { DetectedMode, Mode } from './types.ts';

/** Path family of a mode. */
export const toFamily = (mode: Mode): Family => (mode === 'smart' ? 'usernameless-webauthn' : 'webauthn');

/**
 * The mode by a signed-in person's profile: the first factors first, then the second ones. Neither passkey mechanism in
 * both means that passkeys are not available there.
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
