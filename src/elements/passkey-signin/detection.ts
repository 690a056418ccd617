import type { DetectedMode, Passkeys } from '../../client/types.ts';
import { PasskeyError } from '../../errors.ts';
import { PasskeyModeDetectedEvent, PasskeySigninFailedEvent } from '../shared/events.ts';

export type DetectionState = DetectedMode | 'unsupported';

/** Asks once how passkeys work here; whoever asks meanwhile gets the same answer. */
export class Detection {
  #running: { readonly answer: Promise<DetectionState>; readonly ending: AbortController } | undefined;

  run(passkeys: Passkeys): Promise<DetectionState> {
    if (this.#running) return this.#running.answer;
    const ending = new AbortController();
    const answer = detect(passkeys, ending.signal).finally(() => {
      if (this.#running?.ending === ending) this.#running = undefined;
    });
    this.#running = { answer, ending };
    return answer;
  }

  /** The answer rejects with `aborted`. */
  stop(): void {
    this.#running?.ending.abort();
    this.#running = undefined;
  }
}

/** Tells the page how passkeys work here, and the developer when they do not. */
export function dispatchMode(element: HTMLElement, mode: DetectedMode): void {
  element.dispatchEvent(new PasskeyModeDetectedEvent(mode));
  if (mode !== 'unavailable') return;
  const error = new PasskeyError('mechanism_disabled', 'Passkeys are switched off in this workspace.');
  element.dispatchEvent(new PasskeySigninFailedEvent(error));
}

/** Browser and workspace are asked at once; a browser without WebAuthn needs no workspace. */
async function detect(passkeys: Passkeys, signal: AbortSignal): Promise<DetectionState> {
  const mode = passkeys.mode({ by: 'sign-in', signal });
  mode.catch(() => undefined);
  const { webauthn } = await passkeys.support();
  return webauthn ? mode : 'unsupported';
}
