/** @returns `undefined` in Safari before 16.4, which has passkeys but no `ElementInternals` */
export function getInternals(element: HTMLElement): ElementInternals | undefined {
  return typeof element.attachInternals === 'function' ? element.attachInternals() : undefined;
}

/** Sets the custom states for `:state(…)`. Older browsers have none, or take only names with two dashes. */
export function mirrorStates(internals: ElementInternals | undefined, names: readonly string[]): void {
  try {
    internals?.states.clear();
    for (const name of names) internals?.states.add(name);
  } catch {
    // Only CSS depends on custom states.
  }
}
