let former: readonly (readonly [string, PropertyDescriptor | undefined])[] = [];

/**
 * As much of a page as a ceremony needs in Node; `credentials` stands in for `navigator.credentials`. Call `leavePage`
 * after the test: test files share one process.
 */
export function fakePage(origin: string, credentials: object): void {
  const location = new URL(origin);
  const unparsed = (options: unknown): unknown => options;
  replaceGlobals({
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
  });
}

/** Replaces globals until `leavePage`, in place of those that were replaced before. */
export function replaceGlobals(globals: Readonly<Record<string, unknown>>): void {
  leavePage();
  former = Object.keys(globals).map((name) => [name, Object.getOwnPropertyDescriptor(globalThis, name)]);
  for (const [name, value] of Object.entries(globals)) {
    Object.defineProperty(globalThis, name, { configurable: true, writable: true, value });
  }
}

export function leavePage(): void {
  for (const [name, descriptor] of former) {
    if (descriptor) Object.defineProperty(globalThis, name, descriptor);
    else Reflect.deleteProperty(globalThis, name);
  }
  former = [];
}

const bytes = 'AAAA';

/** `navigator.credentials` of a browser in which a passkey answers every prompt at once. */
export const answeringAtOnce = {
  get: () =>
    Promise.resolve({
      type: 'public-key',
      toJSON: () => ({
        id: bytes,
        rawId: bytes,
        type: 'public-key',
        clientExtensionResults: {},
        response: { clientDataJSON: bytes, authenticatorData: bytes, signature: bytes },
      }),
    }),
};
