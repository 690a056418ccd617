/** Runs in the page: the text that a person can see, in shadow roots as well, with single blanks. */
export function visibleText(): string {
  // A slot has no box of its own; its assigned nodes have.
  const isVisible = (element: Element) =>
    element.checkVisibility() || (element instanceof HTMLSlotElement && element.assignedNodes().length === 0);
  const textIn = (node: Node): string => {
    if (node instanceof Text) return node.data;
    if (!(node instanceof Element) || !isVisible(node)) return '';
    const children = node.shadowRoot
      ? [...node.shadowRoot.childNodes, ...node.childNodes]
      : [...node.childNodes];
    return children.map(textIn).join('');
  };
  return textIn(document.body).replace(/\s+/g, ' ');
}

/** Runs in the page: the first part of an element with that name that can be pressed. */
export function pressablePart(name: string): Element | undefined {
  const hosts = [...document.querySelectorAll('*')].filter(({ shadowRoot }) => shadowRoot);
  const selector = `[part=${name}]:not([aria-disabled=true])`;
  return hosts
    .flatMap(({ shadowRoot }) => [...(shadowRoot?.querySelectorAll(selector) ?? [])])
    .find((part) => part.checkVisibility());
}

/** Runs in the page: a radio button or checkbox of the group with that legend. */
export function choiceIn(legend: string, name: string, value: string): Element | null | undefined {
  const groups = [...document.querySelectorAll('fieldset')];
  const group = groups.find((one) => one.querySelector('legend')?.textContent.trim() === legend);
  return group?.querySelector(`input[name="${name}"][value="${value}"]`);
}

/** Runs in the page: what unfolds the first part with that heading. */
export function summaryOf(heading: string): Element | undefined {
  return [...document.querySelectorAll('summary')].find(({ textContent }) => textContent.includes(heading));
}

/** Runs in the page before its scripts: requests for autofill are reported, and stay open until the page ends them. */
export function holdAutofill(): void {
  const { prototype } = CredentialsContainer;
  const native = Object.getOwnPropertyDescriptor(prototype, 'get')?.value as CredentialsContainer['get'];
  prototype.get = function (options) {
    if (options?.mediation !== 'conditional') return native.call(this, options);
    Object.assign(globalThis, { autofillIsOffered: true });
    return new Promise((_, end) => {
      options.signal?.addEventListener('abort', () => end(options.signal?.reason as Error));
    });
  };
}

/**
 * Runs in the page before its scripts: a browser without silent creation. Chromium reports the capability but never
 * completes it with a virtual authenticator.
 */
export function denySilentCreation(): void {
  if (!('PublicKeyCredential' in globalThis)) return;
  const native = PublicKeyCredential.getClientCapabilities.bind(PublicKeyCredential);
  PublicKeyCredential.getClientCapabilities = async () => ({ ...(await native()), conditionalCreate: false });
}
