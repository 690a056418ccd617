import type { SelfProfile } from '../../api/contract.ts';
import type { SelfService } from '../../api/self-service.ts';
import { changing } from '../../webauthn/passkey-changes.ts';
import { createSignals, readUserHandle, type Signals } from '../../webauthn/signals.ts';
import type { ClientContext } from '../context.ts';
import { withEvents } from '../events.ts';
import { modeFromProfile } from '../mode.ts';
import type { FollowUp } from '../registration/follow-up.ts';
import type { CallOptions, PasskeyDirectory, PasskeyList } from '../types.ts';
import { passkeyList } from './passkey-list.ts';
import { createSelfService } from './self-service.ts';
import type { StepUp } from './step-up.ts';

export interface ManagementParts {
  readonly stepUp: StepUp;
  readonly followUp: FollowUp<SelfProfile>;
}

/** The list of a signed-in person's own passkeys, renaming and removing. */
export class Management implements Omit<PasskeyDirectory, 'enroll'> {
  readonly #context: ClientContext;
  readonly #parts: ManagementParts;
  readonly #signals: Signals;
  #userName: string | undefined;

  constructor(context: ClientContext, parts: ManagementParts) {
    this.#context = context;
    this.#parts = parts;
    this.#signals = createSignals(context.settings.rpId);
  }

  list(options: CallOptions = {}): Promise<PasskeyList> {
    const { events, settings, memory } = this.#context;
    return withEvents(events, 'list', async () => {
      const profile = await this.#loadProfile(options);
      this.#signalName(profile);
      const mode = settings.mode === 'auto' ? modeFromProfile(profile) : settings.mode;
      const active = mode === 'unavailable' ? undefined : mode;
      const { capacity } = settings;
      return passkeyList(profile, { mode, active, capacity, usedCredentialIds: memory.usedCredentialIds });
    });
  }

  rename(id: string, name: string, options?: CallOptions): Promise<void> {
    const { stepUp } = this.#parts;
    return withEvents(this.#context.events, 'rename', () => {
      const service = createSelfService(this.#context);
      return stepUp(() => service.rename(id, name, options), options);
    });
  }

  remove(id: string, options?: CallOptions): Promise<void> {
    const { stepUp } = this.#parts;
    return withEvents(this.#context.events, 'remove', async () => {
      const service = createSelfService(this.#context);
      await changing(() => stepUp(() => service.remove(id, options), options));
      void this.#signalRemaining(service);
    });
  }

  /** Right after a registration, the profile that its follow-up loads. */
  async #loadProfile(options: CallOptions): Promise<SelfProfile> {
    const service = createSelfService(this.#context);
    const loaded = await this.#parts.followUp.result(options.signal);
    return loaded ?? this.#signals.loaded(() => service.me(options));
  }

  /** From a new list: an older one may lack a passkey created elsewhere, which would then be hidden. */
  async #signalRemaining(service: SelfService): Promise<void> {
    if (!this.#signals.supported()) return;
    await this.#signals.loaded(() => service.me()).catch(() => undefined);
  }

  #signalName(profile: SelfProfile): void {
    const name = profile.identifiers?.[0]?.identifier;
    const userId = readUserHandle(profile);
    const changed = this.#userName !== undefined && this.#userName !== name;
    this.#userName = name;
    if (!changed || name === undefined || userId === undefined) return;
    this.#signals.userDetails({ userId, name, displayName: profile.name ?? name });
  }
}
