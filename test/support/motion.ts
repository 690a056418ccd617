/** Elements of a shadow root on which something moves or fades, by their part or class. */
export function movements({ shadowRoot }: Element): readonly string[] {
  return [...(shadowRoot?.querySelectorAll('*') ?? [])]
    .filter((piece) => {
      const { animationName, transitionDuration, transitionProperty } = getComputedStyle(piece);
      return animationName !== 'none' || (transitionProperty !== 'none' && transitionDuration !== '0s');
    })
    .map((piece) => piece.getAttribute('part') ?? piece.className);
}
