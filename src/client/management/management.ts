import type { SelfProfile } from '../../api/contract.ts';
import type { SelfService } from '../../api/self-service.ts';
import { withEvents, type CeremonyEvents } from '../events.ts';
import { modeFromProfile } from '../mode.ts';
import { changing } from '../../webauthn/passkey-changes.ts';
import { passkeyList, primaryIdentifier } from './passkey-list.ts';
import { isOnlyPasskey, mayBeLimit, withCode } from './refusal.ts';
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
  /** The user's only passkey, according to the last list. */
  #onlyId: string | undefined;

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
      const list = passkeyList(profile, {
        // Where the profile does not tell the mode, the next registration begins in Smart.
        mode: mode ?? 'smart',
        active,
        capacity,
        usedCredentialIds: usedCredentialIds(),
      });
      this.#onlyId = list.passkeys.length === 1 ? list.passkeys[0]?.id : undefined;
      return list;
    });
  }

  rename(id: string, name: string, options?: CallOptions): Promise<void> {
    const { events, stepUp, selfService } = this.#parts;
    return withEvents(events, 'rename', () => stepUp(() => selfService.rename(id, name, options), options));
  }

  remove(id: string, options?: CallOptions): Promise<void> {
    const { events, stepUp, selfService } = this.#parts;
    const remove = async (): Promise<void> => {
      try {
        await selfService.remove(id, options);
      } catch (error) {
        throw this.#onlyId === id ? await this.#explainRemoval(error, id, options) : error;
      }
    };
    return withEvents(events, 'remove', async () => {
      try {
        await changing(() => stepUp(remove, options));
      } catch (error) {
        throw await this.#explainRemoval(error, id, options);
      }
      void this.#signalWhatIsLeft();
    });
  }

  /** The API does not publish how it refuses to remove the last passkey, so the list decides. */
  async #explainRemoval(error: unknown, id: string, options?: CallOptions): Promise<unknown> {
    if (!mayBeLimit(error) || error.code === 'last_passkey') return error;
    const profile = await this.#parts.selfService.me(options).catch(() => undefined);
    return profile && isOnlyPasskey(profile, id) ? withCode(error, 'last_passkey') : error;
  }

  /** From a list loaded anew: an older one may lack a passkey made elsewhere, which would then be hidden. */
  async #signalWhatIsLeft(): Promise<void> {
    const { signals, selfService } = this.#parts;
    if (!signals.supported()) return;
    await signals.loaded(() => selfService.me()).catch(() => undefined);
  }

  #signalName(profile: SelfProfile): void {
    const name = primaryIdentifier(profile);
    const userId = readUserHandle(profile);
    const changed = this.#userName !== undefined && this.#userName !== name;
    this.#userName = name;
    if (!changed || name === undefined || userId === undefined) return;
    this.#parts.signals.userDetails({ userId, name, displayName: profile.name ?? name });
  }
}
