// axe is no ES module: importing it sets a global on the window.
import 'axe-core';
import type axe from 'axe-core';

declare global {
  interface Window {
    readonly axe: typeof axe;
  }
}

const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/**
 * Findings of axe for an element and its content, one line each.
 *
 * @param only some rules by their IDs; default: WCAG 2.2 AA and good practice
 */
export async function barriers(element: Element, only?: string[]): Promise<readonly string[]> {
  finishTransitions(element);
  const { violations } = await window.axe.run(
    element,
    only
      ? { runOnly: { type: 'rule', values: only } }
      : { runOnly: rules, rules: { region: { enabled: false } } },
  );
  return violations.flatMap(({ id, help, nodes }) => nodes.map(({ html }) => `${id}: ${help}: ${html}`));
}

/** A colour that is still fading after the colour scheme changed has a contrast that is no one's choice. */
function finishTransitions(element: Element): void {
  for (const { shadowRoot } of [element, ...element.querySelectorAll('*')]) {
    for (const animation of shadowRoot?.getAnimations() ?? []) {
      if (animation instanceof CSSTransition) animation.finish();
    }
  }
}

/**
 * Findings for system colours (`forced-colors` has to be on): text, edges, focus rings and lines in the colour of the
 * page or in one that is not the system's, disabled controls that are not grey, faded ones, and spinners without a gap.
 */
export function faintOnes(root: ParentNode): readonly string[] {
  const page = systemColour('Canvas');
  const isSeen = (colour: string): boolean => colour.startsWith('rgb') && colour !== page;
  const inReach = root.querySelector('dialog[open]') ?? root;
  const faint = [
    ...[...inReach.querySelectorAll<HTMLElement>('button, input, summary')].filter((control) => {
      control.focus();
      const { color, borderStyle, borderColor, outlineStyle, outlineColor, opacity } =
        getComputedStyle(control);
      const edge = borderStyle === 'none' ? color : borderColor;
      const ring = outlineStyle === 'none' ? page : outlineColor;
      const isOff = control.ariaDisabled === 'true';
      const isTold = isOff === (color === systemColour('GrayText'));
      return !isTold || opacity !== '1' || ![color, edge, ring].every(isSeen);
    }),
    ...[...root.querySelectorAll('svg')].filter((drawing) => {
      const { fill, stroke } = getComputedStyle(drawing);
      return !isSeen(fill === 'none' ? stroke : fill);
    }),
    ...[...root.querySelectorAll('.spinner')].filter((spinner) => {
      const { borderInlineStartColor, borderInlineEndColor } = getComputedStyle(spinner);
      return borderInlineStartColor === borderInlineEndColor;
    }),
  ];
  return faint.filter((piece) => piece.checkVisibility()).map(({ outerHTML }) => outerHTML.slice(0, 200));
}

function systemColour(name: string): string {
  const probe = document.body.appendChild(document.createElement('i'));
  probe.style.color = name;
  const { color } = getComputedStyle(probe);
  probe.remove();
  return color;
}
