import { WorldControl } from './control.ts';

/** The mode of a workspace, or none. */
export type WorldMode = 'smart' | 'classic' | 'off';

/** Calls that meet a fault: by a path with `*` for a part of a segment and `**` for anything, and how many of them. */
export interface FaultScope {
  readonly method?: string;
  /** Default: every call. */
  readonly path?: string;
  /** Default: all until `endFaults`. */
  readonly times?: number;
}

export interface Failure extends FaultScope {
  /** Default: 503. */
  readonly status?: number;
  readonly errorCode?: string;
  /** Seconds of `Retry-After`. */
  readonly retryAfter?: number;
}

/** A plan that no test uses up. */
const forever = 2 ** 31 - 1;

const passkeyMechanisms = ['webauthn', 'usernameless_webauthn'];
const byMode = { smart: ['usernameless_webauthn'], classic: ['webauthn'], off: [] };

/** The faults that calls meet in a world. */
export class WorldFaults extends WorldControl {
  /** Lets every challenge expire that was given out so far. */
  async expireChallenges(): Promise<void> {
    await this.post('/_mock/expire', { what: 'challenges' });
  }

  /** Lets every sign-in of `/oauth2/authorize` expire that has not been finished. */
  async expireSignIns(): Promise<void> {
    await this.post('/_mock/expire', { what: 'sign-ins' });
  }

  /** Switches a workspace to the other mode, or its passkeys off. */
  async switchMode(workspace: string, mode: WorldMode): Promise<void> {
    const found = (await this.shown()).workspaces.find(({ id }) => id === workspace);
    const rest = (found?.authentication_mechanisms ?? []).filter((one) => !passkeyMechanisms.includes(one));
    const mechanisms = [...rest, ...byMode[mode]];
    await this.post('/_mock/seed', {
      workspaces: [{ id: workspace, authentication_mechanisms: mechanisms }],
    });
  }

  /** The most passkeys that a person may have. */
  async limitPasskeys(count: number, pool?: string): Promise<void> {
    const id = pool ?? (await this.shown()).pools[0]?.id ?? '';
    await this.post('/_mock/seed', { pools: [{ id, limits: { webauthn_credentials: count } }] });
  }

  /** Lets calls take that much longer. */
  async slow(milliseconds: number, scope: FaultScope = {}): Promise<void> {
    await this.#plan({ effect: 'delay', milliseconds }, scope);
  }

  /** Refuses calls. */
  async fail({ status, errorCode, retryAfter, ...scope }: Failure = {}): Promise<void> {
    await this.#plan({ effect: 'fail', status, error_code: errorCode, retry_after: retryAfter }, scope);
  }

  /** Ends calls without an answer, before they are made, or after. */
  async drop(scope: FaultScope & { readonly when?: 'before' | 'after' } = {}): Promise<void> {
    const { when = 'before', ...where } = scope;
    await this.#plan({ effect: 'drop', when }, where);
  }

  /** No call reaches the server, until `endFaults`. */
  async offline(): Promise<void> {
    await this.drop();
  }

  /** Ends all faults that were planned. */
  async endFaults(): Promise<void> {
    await this.send('/_mock/scenario', 'DELETE');
  }

  #plan(effect: object, { method, path, times = forever }: FaultScope): Promise<unknown> {
    return this.post('/_mock/scenario', { ...effect, method, path, times });
  }
}
