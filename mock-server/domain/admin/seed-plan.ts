import type { Bytes } from '../../bytes.ts';
import type { Mechanism, PasskeyMechanism } from '../../store/state.ts';
import type { SeedTenant, SeedUser, SeedClient } from './seed-document.ts';
import type { PoolChange } from './settings.ts';

/** A seed document, parsed. Members that are absent stay as they are, or get their default. */
export interface SeedPlan {
  readonly $schema?: string | undefined;
  readonly tenant?: Optional<SeedTenant> | undefined;
  readonly workspaces?: readonly WorkspacePlan[] | undefined;
  readonly pools?: readonly PoolPlan[] | undefined;
  readonly users?: readonly UserPlan[] | undefined;
  readonly clients?: readonly ClientPlan[] | undefined;
}

export interface WorkspacePlan {
  readonly id: string;
  readonly name?: string | undefined;
  readonly pools?: readonly string[] | undefined;
  readonly authentication_mechanisms?: Mechanism[] | undefined;
}

export interface PoolPlan {
  readonly id: string;
  readonly change: PoolChange;
}

export interface UserPlan extends Optional<Omit<SeedUser, 'identifiers' | 'passkeys'>> {
  readonly identifiers: readonly string[];
  readonly passkeys?: readonly PasskeyPlan[] | undefined;
}

export interface PasskeyPlan {
  readonly credential_id: Bytes;
  readonly public_key: Bytes;
  readonly mechanism?: PasskeyMechanism | undefined;
  readonly name?: string | undefined;
  readonly rp_id?: string | undefined;
  readonly sign_count: number;
  readonly transports: readonly string[];
  readonly backup_eligible: boolean;
  readonly backup_state: boolean;
}

export interface ClientPlan extends Optional<Omit<SeedClient, 'client_id'>> {
  readonly client_id: string;
}

/** As a parser leaves it: a member may be there and have no value. */
type Optional<T> = { readonly [Name in keyof T]: T[Name] | undefined };
