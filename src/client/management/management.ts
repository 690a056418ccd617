import type { SelfProfile } from '../../api/contract.ts';
import type { SelfService } from '../../api/self-service.ts';
import { withEvents, type CeremonyEvents } from '../events.ts';
import { modeFromProfile } from '../mode.ts';
import { changing } from '../../webauthn/passkey-changes.ts';
import { passkeyList } from './passkey-list.ts';
import type { CallOptions, Mode, PasskeyDirectory, PasskeyList } from '../types.ts';
import { readUserHandle, type Signals } from '../../webauthn/signals.ts';
import type { StepUp } from './step-up.ts';

export interface ManagementParts {
  readonly selfService: Pick<SelfService, 'me' | 'rename' | 'remove'>;
  readonly stepUp: StepUp;
  readonly signals: Signals;
  readonly events: CeremonyEvents;
  readonly usedCredentialIds: () => readonly string[];
  /** The mode that the integrator gave; absent: the profile tells it. */
  readonly mode?: Mode | undefined;
  readonly capacity?: number | undefined;
}

/** What a signed-in person does with their own passkeys, beside making them. */
export class Management implements Omit<PasskeyDirectory, 'enroll'> {
  readonly #parts: ManagementParts;
  #userName: string | undefined;

  constructor(parts: ManagementParts) {
    this.#parts = parts;
  }

  list(options?: CallOptions): Promise<PasskeyList> {
    const { events, selfService, signals, capacity, usedCredentialIds } = this.#parts;
    return withEvents(events, 'list', async () => {
      const profile = await signals.loaded(() => selfService.me(options));
      this.#signalName(profile);
      const { mode = modeFromProfile(profile) } = this.#parts;
      const active = mode === 'unavailable' ? undefined : mode;
      return passkeyList(profile, { mode, active, capacity, usedCredentialIds: usedCredentialIds() });
    });
  }

  rename(id: string, name: string, options?: CallOptions): Promise<void> {
    const { events, stepUp, selfService } = this.#parts;
    return withEvents(events, 'rename', () => stepUp(() => selfService.rename(id, name, options), options));
  }

  remove(id: string, options?: CallOptions): Promise<void> {
    const { events, stepUp, selfService } = this.#parts;
    return withEvents(events, 'remove', async () => {
      await changing(() => stepUp(() => selfService.remove(id, options), options));
      void this.#signalWhatIsLeft();
    });
  }

  /** From a list loaded anew: an older one may lack a passkey made elsewhere, which would then be hidden. */
  async #signalWhatIsLeft(): Promise<void> {
    const { signals, selfService } = this.#parts;
    if (!signals.supported()) return;
    await signals.loaded(() => selfService.me()).catch(() => undefined);
  }

  #signalName(profile: SelfProfile): void {
    const name = profile.identifiers?.[0]?.identifier;
    const userId = readUserHandle(profile);
    const changed = this.#userName !== undefined && this.#userName !== name;
    this.#userName = name;
    if (!changed || name === undefined || userId === undefined) return;
    this.#parts.signals.userDetails({ userId, name, displayName: profile.name ?? name });
  }
}
