/** Mirrors names as `:state(…)`. Older browsers have no custom states, or take only names with two dashes. */
export function mirrorStates(internals: ElementInternals, names: readonly string[]): void {
  try {
    internals.states.clear();
    for (const name of names) internals.states.add(name);
  } catch {
    // Only looks depend on them.
  }
}
