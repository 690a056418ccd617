// axe is no ES module: it is imported for what it leaves on the window.
import 'axe-core';
import type axe from 'axe-core';

declare global {
  interface Window {
    readonly axe: typeof axe;
  }
}

const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** What axe has against an element and what is in it: WCAG 2.2 AA and good practice, one line a finding. */
export async function barriers(element: Element): Promise<readonly string[]> {
  const { violations } = await window.axe.run(element, {
    runOnly: rules,
    rules: { region: { enabled: false } },
  });
  return violations.flatMap(({ id, help, nodes }) => nodes.map(({ html }) => `${id}: ${help}: ${html}`));
}
