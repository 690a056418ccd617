import assert from 'node:assert/strict';
import type { MockServerOptions } from '../../../mock-server/app.ts';
import type { State } from '../../../mock-server/store/state.ts';
import { memoryStorage, type Storage } from '../../../mock-server/store/storage.ts';
import { Calls } from '../calls.ts';

/** A server that can be looked into, and changed as no call can change it. */
export class WatchedCalls extends Calls {
  readonly #storage: Storage;

  constructor(options: MockServerOptions = {}) {
    const storage = memoryStorage();
    super({ storage, ...options });
    this.#storage = storage;
  }

  /** Everything that the server remembers, live. */
  async state(): Promise<State> {
    await this.call('POST', '/_mock/clock', { body: { advance_seconds: 0 } });
    const state = await this.#storage.load();
    assert.ok(state);
    return state;
  }

  /** A copy of what no refused call may change: a used challenge and a counted guess are not part of it. */
  async lasting(): Promise<Partial<State>> {
    const { users, directory, passkeys, pools, workspaces, clients, outbox, ...rest } = await this.state();
    const { transactions, grants, sessions, authorizationCodes } = rest;
    const records = { users, directory, passkeys, pools, workspaces, clients, outbox };
    return structuredClone({ ...records, transactions, grants, sessions, authorizationCodes });
  }
}
