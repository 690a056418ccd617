import type { State } from './state.ts';

/** Where the state is kept between two runs of the server. */
export interface Storage {
  /** Absolute path of the file that holds it, the key that signs tokens included: for a host that serves files. */
  readonly file?: string;
  /** `undefined`: nothing was kept yet. */
  load(): Promise<State | undefined>;
  /** Resolves when the state, as it is at the time of the call, would survive the end of the process. */
  save(state: State): Promise<void>;
  /** Where several servers share what is kept, as tabs do: runs a turn while none of the others has one. */
  alone?<T>(turn: () => Promise<T>): Promise<T>;
}

/** What several servers share. */
export type SharedStorage = Storage & Required<Pick<Storage, 'alone'>>;

/** Keeps nothing beyond the process. */
export function memoryStorage(initial?: State): Storage {
  let kept = initial;
  return {
    load: () => Promise.resolve(kept),
    save: (state) => {
      kept = state;
      return Promise.resolve();
    },
  };
}
