import type { DetectedMode, Passkeys, SignInResult } from '../../client/types.ts';
import { PasskeyError } from '../../errors.ts';
import { PasskeyModeDetectedEvent, PasskeySigninFailedEvent } from '../shared/events.ts';

export type DetectionState = DetectedMode | 'unsupported';

/** The work that no click starts: mode detection, prefetching and autofill. Ends on disconnect and on restart. */
export class BackgroundWork {
  #ending = new AbortController();
  #detection: Promise<DetectionState> | undefined;
  #autofill: { stop(): void } | undefined;

  /** Aborted by `stop`; for prefetching. */
  get signal(): AbortSignal {
    return this.#ending.signal;
  }

  /** Detects how passkeys work here. Calls that overlap share one request; `stop` rejects it with `aborted`. */
  detect(client: Passkeys): Promise<DetectionState> {
    if (this.#detection) return this.#detection;
    const detection = detect(client, this.signal).finally(() => {
      if (this.#detection === detection) this.#detection = undefined;
    });
    this.#detection = detection;
    return detection;
  }

  /** Does nothing while autofill is running. */
  startAutofill(client: Passkeys | undefined, onSignedIn: (result: SignInResult) => void): void {
    this.#autofill ??= client?.autofill({ onSignedIn });
  }

  stopAutofill(): void {
    this.#autofill?.stop();
    this.#autofill = undefined;
  }

  stop(): void {
    this.#ending.abort();
    this.#ending = new AbortController();
    this.#detection = undefined;
    this.stopAutofill();
  }
}

/** Dispatches the mode, and for developers an error when passkeys are switched off. */
export function dispatchMode(element: HTMLElement, mode: DetectedMode): void {
  element.dispatchEvent(new PasskeyModeDetectedEvent(mode));
  if (mode !== 'unavailable') return;
  const error = new PasskeyError('mechanism_disabled', 'Passkeys are switched off in this workspace.');
  element.dispatchEvent(new PasskeySigninFailedEvent(error));
}

/** Asks browser and workspace in parallel; without WebAuthn the workspace's answer does not matter. */
async function detect(client: Passkeys, signal: AbortSignal): Promise<DetectionState> {
  const mode = client.mode({ by: 'sign-in', signal });
  mode.catch(() => undefined);
  const { webauthn } = await client.support();
  return webauthn ? mode : 'unsupported';
}
