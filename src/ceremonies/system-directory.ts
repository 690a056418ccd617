import type { System } from '../wire/system.ts';
import { KnownMode } from './mode.ts';
import { passkeyList } from './passkey-list.ts';
import type {
  CallOptions,
  EnrolledPasskey,
  EnrollOptions,
  Mode,
  PasskeyDirectory,
  PasskeyList,
} from './passkeys.ts';

export interface SystemDirectoryOptions {
  /**
   * The mode to enrol for. Default `auto`: Smart, and Classic where no workspace of the pool has Smart. A pool may
   * have both open, so that only a given mode tells which passkeys work.
   */
  readonly mode?: 'auto' | Mode;
  /** Passkeys a user may have: the system API does not say. */
  readonly capacity?: number;
}

/**
 * A user's passkeys as a helpdesk sees them. What is made belongs to the person in front of the counter: it goes
 * on a security key or a phone, and this browser neither remembers nor signals anything.
 */
export function systemDirectory(
  system: System,
  userId: string,
  options: SystemDirectoryOptions = {},
): PasskeyDirectory {
  return new SystemDirectory(system, userId, options);
}

class SystemDirectory implements PasskeyDirectory {
  readonly #system: System;
  readonly #userId: string;
  readonly #known: KnownMode;
  readonly #active: Mode | undefined;
  readonly #capacity: number | undefined;

  constructor(system: System, userId: string, { mode = 'auto', capacity }: SystemDirectoryOptions) {
    this.#system = system;
    this.#userId = userId;
    this.#known = new KnownMode(mode);
    this.#active = mode === 'auto' ? undefined : mode;
    this.#capacity = capacity;
  }

  /** The list's mode is the one that the next enrolment tries first. */
  async list(options?: CallOptions): Promise<PasskeyList> {
    void enrolment();
    const { user } = await this.#system.user(this.#userId, options);
    return passkeyList(user, {
      mode: this.#known.value ?? 'smart',
      active: this.#active,
      capacity: this.#capacity,
      mayRemoveLast: true,
      tellsModes: true,
    });
  }

  async enroll(options: EnrollOptions = {}): Promise<EnrolledPasskey> {
    const { enrollFor } = await enrolment();
    return enrollFor({ system: this.#system, userId: this.#userId, known: this.#known }, options);
  }

  rename(id: string, name: string, options?: CallOptions): Promise<void> {
    return this.#system.rename(this.#userId, id, name, options);
  }

  remove(id: string, options?: CallOptions): Promise<void> {
    return this.#system.remove(this.#userId, id, options);
  }
}

/** Fetched with the list, so that a click on "add" does not wait for it; backends never need it. */
const enrolment = () => import('./system-enrolment.ts');
