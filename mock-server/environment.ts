/** Everything the server cannot compute: what time it is, and chance. Passed in, so that tests can stop both. */
export interface Environment {
  /** Milliseconds since the epoch. */
  now(): number;
  /** `count` unpredictable bytes. */
  randomBytes(count: number): Uint8Array<ArrayBuffer>;
  /** Resolves when that much time has passed. */
  sleep(milliseconds: number): Promise<void>;
}

export const realEnvironment: Environment = {
  now: () => Date.now(),
  randomBytes: (count) => crypto.getRandomValues(new Uint8Array(count)),
  sleep: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
};
