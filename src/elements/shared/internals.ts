/** Nothing in Safari before 16.4, which has passkeys and not these. */
export function getInternals(element: HTMLElement): ElementInternals | undefined {
  return typeof element.attachInternals === 'function' ? element.attachInternals() : undefined;
}

/** Mirrors names as `:state(…)`. Older browsers have no custom states, or take only names with two dashes. */
export function mirrorStates(internals: ElementInternals | undefined, names: readonly string[]): void {
  try {
    internals?.states.clear();
    for (const name of names) internals?.states.add(name);
  } catch {
    // Only looks depend on them.
  }
}
