import type { Environment } from '../../mock-server/environment.ts';

/** An environment with a clock that the test moves, and random bytes that repeat for the same seed. */
export interface FakeEnvironment extends Environment {
  /** Moves the clock ahead, and wakes whoever slept until then. */
  advance(seconds: number): void;
}

export function fakeEnvironment(start = Date.UTC(2026, 0, 5, 9, 0, 0), seed = 1): FakeEnvironment {
  const nextByte = bytesFrom(seed);
  let time = start;
  let sleepers: { readonly until: number; readonly wake: () => void }[] = [];
  return {
    now: () => time,
    randomBytes: (count) => Uint8Array.from({ length: count }, nextByte),
    sleep: (milliseconds) =>
      new Promise((wake) => {
        sleepers.push({ until: time + milliseconds, wake });
      }),
    advance: (seconds) => {
      time += seconds * 1000;
      for (const { until, wake } of sleepers) if (until <= time) wake();
      sleepers = sleepers.filter(({ until }) => until > time);
    },
  };
}

/** mulberry32: small, and good enough to never repeat an identifier. */
function bytesFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 24) & 0xff;
  };
}
