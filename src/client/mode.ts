import { isPasskeyError, PasskeyError } from '../errors.ts';
import type { Family } from '../api/contract.ts';
import type { DetectedMode, Mode } from './types.ts';

/** Path family of a mode. */
export const toFamily = (mode: Mode): Family => (mode === 'smart' ? 'usernameless-webauthn' : 'webauthn');

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
    let cause: unknown;
    for (const mode of [first, second] as const) {
      try {
        const begun = await beginIn(mode);
        this.#learned = mode;
        return begun;
      } catch (error) {
        if (!isPasskeyError(error) || error.code !== 'mode_mismatch') throw error;
        // The other mode is the likelier answer until its own begin is refused as well.
        this.#learned = mode === first ? second : 'unavailable';
        cause = error;
      }
    }
    throw new PasskeyError('mechanism_disabled', 'This workspace allows neither Smart nor Classic.', {
      cause,
    });
  }
}
