/** `AbortSignal.any`, also for Safari before 17.4, which has passkeys and not that. */
export function anySignal(...signals: readonly AbortSignal[]): AbortSignal {
  if (typeof AbortSignal.any === 'function') return AbortSignal.any([...signals]);
  const joined = new AbortController();
  for (const signal of signals) {
    const end = (): void => joined.abort(signal.reason);
    if (signal.aborted) end();
    signal.addEventListener('abort', end, { once: true, signal: joined.signal });
  }
  return joined.signal;
}

/** Settles as `promise` does, or rejects with the signal's reason. `promise` itself is not cancelled. */
export function abortable<T>(signal: AbortSignal, promise: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const giveUp = (): void => reject(signal.reason as Error);
    if (signal.aborted) giveUp();
    signal.addEventListener('abort', giveUp);
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', giveUp));
  });
}
