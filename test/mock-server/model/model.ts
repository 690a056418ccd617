/** The rules of the mock server for passkeys and tokens, small enough to be read at a glance. Times are seconds. */

export type Mode = 'smart' | 'classic' | 'off';

export const pools = { customers: ['shop', 'portal'], staff: ['office', 'desk'] } as const;
export type PoolId = keyof typeof pools;
export type WorkspaceId = (typeof pools)[PoolId][number];
export const workspaces: readonly WorkspaceId[] = [...pools.customers, ...pools.staff];
export const people = ['ada@example.com', 'grace@example.com'] as const;
export type Person = (typeof people)[number];

export const toPool = (workspace: WorkspaceId): PoolId =>
  workspace === 'shop' || workspace === 'portal' ? 'customers' : 'staff';

export const hasAccount = (person: Person, pool: PoolId): boolean =>
  pool === 'customers' || person === 'ada@example.com';

export interface Passkey {
  readonly owner: Person;
  readonly pool: PoolId;
  readonly mode: Mode;
  removed: boolean;
}

export interface Challenge {
  readonly workspace: WorkspaceId;
  readonly mode: Mode;
  /** Classic only. */
  readonly person?: Person;
  /** Passkeys that a Classic begin lists. */
  readonly allowed: readonly Passkey[];
  readonly endsAt: number;
  used: boolean;
}

/** The tokens of one sign-in. */
export interface Authorization {
  readonly workspace: WorkspaceId;
  revoked: boolean;
}

export interface Refresh {
  readonly authorization: Authorization;
  used: boolean;
}

export interface Access {
  readonly authorization: Authorization;
  readonly endsAt: number;
}

const challengeLife = 300;
const accessLife = 3600;

/** Expected answers of the server; each method changes the model like the call changes the server. */
export class Model {
  now = 0;
  readonly modes: Record<WorkspaceId, Mode> = {
    shop: 'smart',
    portal: 'classic',
    office: 'smart',
    desk: 'classic',
  };
  readonly passkeys: Passkey[] = [];
  readonly challenges: Challenge[] = [];
  readonly refreshes: Refresh[] = [];
  readonly accesses: Access[] = [];

  owned(owner: Person, pool: PoolId): Passkey[] {
    return this.passkeys.filter((one) => !one.removed && one.owner === owner && one.pool === pool);
  }

  /** @returns status of the begin; 200: the passkey is made */
  enrol(owner: Person, workspace: WorkspaceId): number {
    const mode = this.modes[workspace];
    const pool = toPool(workspace);
    if (mode === 'off') return 403;
    if (this.owned(owner, pool).length >= 10) return 409;
    this.passkeys.push({ owner, pool, mode, removed: false });
    return 200;
  }

  begin(person: Person, workspace: WorkspaceId): number {
    const mode = this.modes[workspace];
    if (mode === 'off') return 403;
    const endsAt = this.now + challengeLife;
    if (mode === 'smart') this.challenges.push({ workspace, mode, allowed: [], endsAt, used: false });
    else {
      const allowed = this.owned(person, toPool(workspace)).filter((one) => one.mode === 'classic');
      this.challenges.push({ workspace, mode, person, allowed, endsAt, used: false });
    }
    return 200;
  }

  complete(challenge: Challenge, passkey: Passkey): number {
    if (challenge.used || this.now >= challenge.endsAt) return 401;
    challenge.used = true;
    if (this.modes[challenge.workspace] !== challenge.mode) return 403;
    const known = !passkey.removed && passkey.pool === toPool(challenge.workspace);
    if (challenge.mode === 'smart' && !known) return 404;
    if (!known || passkey.mode !== challenge.mode) return 401;
    if (challenge.mode === 'classic' && !challenge.allowed.includes(passkey)) return 401;
    this.issue({ workspace: challenge.workspace, revoked: false });
    return 200;
  }

  remove(by: Person, workspace: WorkspaceId, passkey: Passkey): number {
    const own = this.owned(by, toPool(workspace));
    if (!own.includes(passkey)) return 404;
    if (own.length === 1) return 409;
    passkey.removed = true;
    return 204;
  }

  refresh(token: Refresh): number {
    if (token.authorization.revoked) return 400;
    if (token.used) {
      token.authorization.revoked = true;
      return 400;
    }
    token.used = true;
    this.issue(token.authorization);
    return 200;
  }

  revoke(token: Refresh): number {
    token.authorization.revoked = true;
    return 200;
  }

  /** Of a call with that access token, at that workspace. */
  read(token: Access, workspace: WorkspaceId): number {
    const { authorization, endsAt } = token;
    const good = authorization.workspace === workspace && !authorization.revoked && this.now < endsAt;
    return good ? 200 : 401;
  }

  issue(authorization: Authorization): void {
    this.refreshes.push({ authorization, used: false });
    this.accesses.push({ authorization, endsAt: this.now + accessLife });
  }
}
