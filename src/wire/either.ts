/** `AbortSignal.any`, also for Safari before 17.4, which has passkeys and not that. */
export function either(...signals: readonly AbortSignal[]): AbortSignal {
  if (typeof AbortSignal.any === 'function') return AbortSignal.any([...signals]);
  const joined = new AbortController();
  for (const signal of signals) {
    const end = (): void => joined.abort(signal.reason);
    if (signal.aborted) end();
    signal.addEventListener('abort', end, { once: true, signal: joined.signal });
  }
  return joined.signal;
}
