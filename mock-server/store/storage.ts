import type { State } from './state.ts';

/** Where the state is kept between two runs of the server. */
export interface Storage {
  /** Absolute path of the file that holds the state and its signing key: hosts that serve files must not serve it. */
  readonly file?: string;
  /** `undefined`: nothing has been saved yet. */
  load(): Promise<State | undefined>;
  /** Resolves when the state, as it is at the time of the call, would survive the end of the process. */
  save(state: State): Promise<void>;
  /** For state that several servers share, as tabs do: runs `fn` while none of the others runs one. */
  exclusive?<T>(fn: () => Promise<T>): Promise<T>;
}

/** Storage that several servers share. */
export type SharedStorage = Storage & Required<Pick<Storage, 'exclusive'>>;

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
