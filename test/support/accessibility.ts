// axe is no ES module: it is imported for what it leaves on the window.
import 'axe-core';
import type axe from 'axe-core';

declare global {
  interface Window {
    readonly axe: typeof axe;
  }
}

const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/**
 * What axe has against an element and what is in it, one line a finding.
 *
 * @param only some rules by their IDs; default: WCAG 2.2 AA and good practice
 */
export async function barriers(element: Element, only?: string[]): Promise<readonly string[]> {
  const { violations } = await window.axe.run(
    element,
    only
      ? { runOnly: { type: 'rule', values: only } }
      : { runOnly: rules, rules: { region: { enabled: false } } },
  );
  return violations.flatMap(({ id, help, nodes }) => nodes.map(({ html }) => `${id}: ${help}: ${html}`));
}
