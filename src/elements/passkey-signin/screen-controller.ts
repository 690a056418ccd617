import type { ReactiveController } from 'lit';

import type { AutofillOptions, DetectedMode, Passkeys, SignInResult } from '../../client/types.ts';
import { PasskeyError } from '../../errors.ts';
import { PasskeyModeDetectedEvent, PasskeySigninFailedEvent } from '../shared/events.ts';
import { toPasskeyError } from '../shared/task.ts';
import type { SigninSettings } from './properties.ts';
import { isTransactionOver, type Screen } from './state.ts';

type DetectionState = DetectedMode | 'unsupported';

export interface ScreenCallbacks {
  /** `undefined` while the element has no issuer. @throws PasskeyError for a wrong setting */
  readonly getClient: () => Passkeys | undefined;
  /** The screen of a page that was just opened. */
  readonly getFirstScreen: () => Screen;
  /** Called when a passkey was picked in autofill; `result` rejects when it is refused. */
  readonly onPicked: (result: Promise<SignInResult>) => void;
  /** Called when the mode is known, before its event. */
  readonly onDetected: () => void;
  /** Called when the detection failed that runs without a click. */
  readonly onDetectionFailed: (error: PasskeyError) => void;
}

/**
 * The current screen, and the work of a screen that no click starts: the detection of the mode, prefetching, and
 * autofill in Smart mode. The work ends on disconnect and on restart.
 */
export class ScreenController implements ReactiveController {
  readonly #host: SigninSettings;
  readonly #callbacks: ScreenCallbacks;
  #current: Screen = { is: 'detecting' };
  #ending = new AbortController();
  #detection: Promise<void> | undefined;
  #autofill: { stop(): void } | undefined;

  constructor(host: SigninSettings, callbacks: ScreenCallbacks) {
    this.#host = host;
    this.#callbacks = callbacks;
    host.addController(this);
  }

  get current(): Screen {
    return this.#current;
  }

  /** Aborted on disconnect and on restart; for prefetching. */
  get signal(): AbortSignal {
    return this.#ending.signal;
  }

  hostConnected(): void {
    if (this.#host.hasUpdated) this.#resume();
  }

  hostDisconnected(): void {
    this.#stop();
  }

  /** Ends the work of the current screen and starts from the first one, or from another. */
  restart(screen = this.#callbacks.getFirstScreen()): void {
    this.#stop();
    this.show(screen);
    this.#resume();
  }

  show(screen: Screen): void {
    this.#current = screen;
    if (screen.is !== 'smart') this.#stopAutofill();
    else if (!this.#host.withoutAutofill) {
      this.#autofill ??= this.#callbacks.getClient()?.autofill(followPicks(this.#callbacks.onPicked));
    }
    this.#host.requestUpdate();
  }

  /** Shows the form of the detected mode. Calls that overlap share one request; a restart rejects it with `aborted`. */
  detect(client: Passkeys): Promise<void> {
    if (this.#detection) return this.#detection;
    const detection = detect(client, this.signal)
      .then((detected) => this.#showDetected(detected))
      .finally(() => {
        if (this.#detection === detection) this.#detection = undefined;
      });
    this.#detection = detection;
    return detection;
  }

  /** Continues on the current screen: the element may have been moved. */
  #resume(): void {
    if (!this.#host.isConnected) return;
    if (this.#current.is === 'detecting') void this.#detectUnasked();
    else this.show(this.#current);
  }

  /** Runs before any click: a failure is reported to the developer only, and the button tries again. */
  async #detectUnasked(): Promise<void> {
    try {
      const client = this.#callbacks.getClient();
      if (client) await this.detect(client);
    } catch (thrown) {
      const error = toPasskeyError(thrown);
      if (error.code === 'aborted') return;
      this.#callbacks.onDetectionFailed(error);
      if (isTransactionOver(error, this.#current)) this.show({ is: 'expired' });
    }
  }

  #showDetected(detected: DetectionState): void {
    if (this.#current.is !== 'detecting') return;
    this.show({ is: detected });
    if (detected === 'unsupported') return;
    this.#callbacks.onDetected();
    dispatchMode(this.#host, detected);
  }

  #stopAutofill(): void {
    this.#autofill?.stop();
    this.#autofill = undefined;
  }

  #stop(): void {
    this.#ending.abort();
    this.#ending = new AbortController();
    this.#detection = undefined;
    this.#stopAutofill();
  }
}

/** Dispatches the mode, and for developers an error when passkeys are switched off. */
function dispatchMode(element: HTMLElement, mode: DetectedMode): void {
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
  const detected = webauthn ? await mode : 'unsupported';
  signal.throwIfAborted();
  return detected;
}

/** Failures before a pick are silent. A client without `onAnswer` reports a pick together with its result. */
function followPicks(onPicked: ScreenCallbacks['onPicked']): AutofillOptions {
  let settle: { resolve(result: SignInResult): void; reject(error: PasskeyError): void } | undefined;
  const start = (): void => onPicked(new Promise((resolve, reject) => (settle = { resolve, reject })));
  return {
    onAnswer: start,
    onSignedIn: (result) => {
      if (!settle) start();
      settle?.resolve(result);
      settle = undefined;
    },
    onFailed: (error) => {
      settle?.reject(error);
      settle = undefined;
    },
  };
}
