/** Faults of layout for people who see or point less precisely. */

/** WCAG 2.2, success criterion 2.5.8 "Target Size (Minimum)": targets that are too small, one line each. */
export function smallTargets(root: ParentNode): readonly string[] {
  return visible(root, 'button, summary, input:not([type=checkbox]), label:has([type=checkbox])')
    .map((element) => [element, element.getBoundingClientRect()] as const)
    .filter(([, { width, height }]) => Math.min(width, height) < 24)
    .map(([element, { width, height }]) => `${nameOf(element)} is ${width} by ${height} px`);
}

/** Texts and controls that lie on one another or reach out of the page, one line each. */
export function collisions(root: ParentNode): readonly string[] {
  const dialog = root.querySelector('dialog[open]');
  const pieces = visible(
    dialog ?? root,
    'button, summary, input, p, h2, h3, label, bdi, .badge, .provider-icon',
  );
  return pieces.flatMap((piece, index) => [
    ...(isCutOff(piece) ? [`${nameOf(piece)} is cut off`] : []),
    ...pieces
      .slice(index + 1)
      .filter((other) => !piece.contains(other) && !other.contains(piece) && overlap(piece, other))
      .map((other) => `${nameOf(piece)} and ${nameOf(other)} overlap`),
  ]);
}

function visible(root: ParentNode, selector: string): readonly HTMLElement[] {
  return [...root.querySelectorAll<HTMLElement>(selector)].filter(
    (element) => element.checkVisibility() && !element.matches('.visually-hidden'),
  );
}

/** Content of a text field can be scrolled; an inline element has no width of its own. */
function isCutOff({ localName, clientWidth, scrollWidth }: Element): boolean {
  return localName !== 'input' && clientWidth > 0 && scrollWidth > clientWidth + 1;
}

function overlap(one: Element, other: Element): boolean {
  const [a, b] = [one.getBoundingClientRect(), other.getBoundingClientRect()];
  return a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 1 && b.top < a.bottom - 1;
}

const nameOf = (element: Element): string =>
  `${element.getAttribute('part') ?? element.localName} "${element.textContent.trim().slice(0, 30)}"`;
