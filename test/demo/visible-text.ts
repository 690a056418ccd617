/** Runs in the page: the text that a person can see, in shadow roots as well, with single blanks. */
export function visibleText(): string {
  const textIn = (node: Node): string => {
    if (node instanceof Text) return node.data;
    if (!(node instanceof Element) || !node.checkVisibility()) return '';
    const children = node.shadowRoot
      ? [...node.shadowRoot.childNodes, ...node.childNodes]
      : [...node.childNodes];
    return children.map(textIn).join('');
  };
  return textIn(document.body).replace(/\s+/g, ' ');
}
