import { createClient, type ManagementApi } from '../client.ts';
import type { ClientContext } from '../context.ts';
import type { Passkeys, CallOptions, PasskeyDirectory, PasskeyList } from '../types.ts';
import { modeFromProfile, passkeyList, primaryIdentifier } from './passkey-list.ts';
import { upgrade, enroll } from '../registration/enroll.ts';
import { FollowUp } from '../registration/register.ts';
import { createRegistrationPrefetch } from '../registration/options.ts';
import { createSelfService } from './access-token.ts';
import { createStepUp, type SignInAgain, type StepUp } from './step-up.ts';
import type { SelfProfile } from '../../api/contract.ts';
import type { SelfService } from '../../api/self-service.ts';
import { changing, createSignals, readUserHandle, type Signals } from '../../webauthn/signals.ts';
import { withEvents } from '../ceremony.ts';
import { isOnlyPasskey, mayBeLimit, withCode } from './refusal.ts';

/** A client with its management ready. Its sign-in is loaded when a step-up needs it. */
export function createManagementClient(context: ClientContext): Passkeys {
  return createClient(context, {
    signIn: async () => (await import('../create-passkeys.ts')).createSignInApi(context),
    management: (signInAgain) => Promise.resolve(createManagementApi(context, signInAgain)),
  });
}

/** @param signInAgain a sign-in by the same client, for a step-up */
export function createManagementApi(context: ClientContext, signInAgain: SignInAgain): ManagementApi {
  const stepUp = createStepUp(context, signInAgain);
  const followUp = new FollowUp(context.clock);
  const management = new Management(context, { stepUp, followUp });
  const prefetch = createRegistrationPrefetch(context, followUp);
  return {
    mode: async (options) => modeFromProfile(await createSelfService(context).me(options)) ?? 'smart',
    prepareEnroll: ({ signal } = {}) =>
      prefetch.prefetch({ session: context.session.count, afterStepUp: false }, signal),
    enroll: (options) => enroll(context, { prefetch, followUp, stepUp }, options),
    upgrade: (options) => upgrade(context, followUp, options),
    list: (options) => management.list(options),
    rename: (id, name, options) => management.rename(id, name, options),
    remove: (id, options) => management.remove(id, options),
  };
}

export interface ManagementParts {
  readonly stepUp: StepUp;
  readonly followUp: FollowUp;
}

/** The list of a signed-in person's own passkeys, renaming and removing. */
export class Management implements Omit<PasskeyDirectory, 'enroll'> {
  readonly #context: ClientContext;
  readonly #parts: ManagementParts;
  readonly #signals: Signals;
  #userName: string | undefined;
  /** The user's only passkey, according to the last list. */
  #onlyId: string | undefined;

  constructor(context: ClientContext, parts: ManagementParts) {
    this.#context = context;
    this.#parts = parts;
    this.#signals = createSignals(context.settings.rpId);
  }

  list(options: CallOptions = {}): Promise<PasskeyList> {
    const { events, settings, memory } = this.#context;
    return withEvents(events, 'list', async () => {
      await this.#parts.followUp.settled(options.signal);
      const service = createSelfService(this.#context);
      const profile = await this.#signals.loaded(() => service.me(options));
      this.#signalName(profile);
      const mode = settings.mode === 'auto' ? modeFromProfile(profile) : settings.mode;
      const active = mode === 'unavailable' ? undefined : mode;
      const list = passkeyList(profile, {
        // Where the profile does not state the mode, the next registration begins in Smart.
        mode: mode ?? 'smart',
        active,
        capacity: settings.capacity,
        usedCredentialIds: memory.usedCredentialIds,
      });
      this.#onlyId = list.passkeys.length === 1 ? list.passkeys[0]?.id : undefined;
      return list;
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
      const remove = () =>
        service.remove(id, options).catch(async (error: unknown) => {
          throw this.#onlyId === id ? await explainRemoval(service, error, id, options) : error;
        });
      try {
        await changing(() => stepUp(remove, options));
      } catch (error) {
        throw await explainRemoval(service, error, id, options);
      }
      void this.#signalRemaining(service);
    });
  }

  /** From a new list: an older one may lack a passkey created elsewhere, which would then be hidden. */
  async #signalRemaining(service: SelfService): Promise<void> {
    if (!this.#signals.supported()) return;
    await this.#signals.loaded(() => service.me()).catch(() => undefined);
  }

  #signalName(profile: SelfProfile): void {
    const name = primaryIdentifier(profile);
    const userId = readUserHandle(profile);
    const changed = this.#userName !== undefined && this.#userName !== name;
    this.#userName = name;
    if (!changed || name === undefined || userId === undefined) return;
    this.#signals.userDetails({ userId, name, displayName: profile.name ?? name });
  }
}

/** The API does not publish how it refuses to remove the last passkey, so the list decides. */
async function explainRemoval(
  service: SelfService,
  error: unknown,
  id: string,
  options?: CallOptions,
): Promise<unknown> {
  if (!mayBeLimit(error) || error.code === 'last_passkey') return error;
  const profile = await service.me(options).catch(() => undefined);
  return profile && isOnlyPasskey(profile, id) ? withCode(error, 'last_passkey') : error;
}
