/** As much of a page as a ceremony needs in Node; `credentials` stands in for `navigator.credentials`. */
export function fakePage(origin: string, credentials: object): void {
  const location = new URL(origin);
  const unparsed = (options: unknown): unknown => options;
  const globals = {
    location,
    isSecureContext: true,
    document: { visibilityState: 'visible', hasFocus: () => true },
    window: { top: { location } },
    CredentialsContainer: () => undefined,
    PublicKeyCredential: Object.assign(() => undefined, {
      parseCreationOptionsFromJSON: unparsed,
      parseRequestOptionsFromJSON: unparsed,
    }),
    navigator: { userAgent: 'Linux', credentials },
  };
  for (const [name, value] of Object.entries(globals)) {
    Object.defineProperty(globalThis, name, { configurable: true, writable: true, value });
  }
}
