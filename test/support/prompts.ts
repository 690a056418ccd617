/** Stands before `navigator.credentials`: sees every request and decides when and how it is answered. */
type Name = 'get' | 'create';
type Options = CredentialRequestOptions &
  CredentialCreationOptions & { readonly mediation?: string; readonly uiMode?: string };
type Answer = Credential | null;

/** One request, held until the test answers it. */
export class Prompt {
  readonly name: Name;
  readonly options: Options;
  /** `performance.now()` at the request. */
  readonly at = performance.now();
  readonly answer: Promise<Answer>;
  /** Has the browser answer, and keeps its answer from the caller. */
  readonly ask: () => Promise<Answer>;
  #resolve!: (answer: Answer) => void;
  #reject!: (error: unknown) => void;
  #answered = false;

  constructor(name: Name, options: Options, ask: () => Promise<Answer>, deaf: boolean) {
    this.name = name;
    this.options = options;
    this.ask = ask;
    this.answer = new Promise((resolve, reject) => {
      this.#resolve = resolve;
      this.#reject = reject;
    });
    if (!deaf) options.signal?.addEventListener('abort', () => this.fail(options.signal?.reason));
  }

  get answered(): boolean {
    return this.#answered;
  }

  /** base64url. */
  get challenge(): string {
    const { challenge } = this.options.publicKey ?? {};
    const bytes = new Uint8Array(challenge as ArrayBuffer);
    return btoa(String.fromCharCode(...bytes))
      .replaceAll('+', '-')
      .replaceAll('/', '_')
      .replaceAll('=', '');
  }

  /** Lets the browser answer. */
  pass(): void {
    this.ask().then(
      (answer) => {
        this.succeed(answer);
      },
      (error: unknown) => {
        this.fail(error);
      },
    );
  }

  succeed(answer: Answer): void {
    this.#answered = true;
    this.#resolve(answer);
  }

  fail(error: unknown): void {
    this.#answered = true;
    this.#reject(error);
  }

  /** As browsers report a cancel. */
  cancel(): void {
    this.fail(new DOMException('The operation was not allowed.', 'NotAllowedError'));
  }
}

export interface PromptsOptions {
  /** Answer nothing by themselves: the test does. */
  readonly hold?: boolean;
  /** Ignore the signal, as a bad extension does. */
  readonly deaf?: boolean;
}

export class Prompts {
  readonly seen: Prompt[] = [];
  readonly #waiting: ((prompt: Prompt) => void)[] = [];
  #taken = 0;
  #options: PromptsOptions;

  constructor(options: PromptsOptions = {}) {
    this.#options = options;
    for (const name of ['get', 'create'] as const) {
      const native = navigator.credentials[name].bind(navigator.credentials);
      const value = (request: Options): Promise<Answer> => this.#see(name, request, () => native(request));
      Object.defineProperty(navigator.credentials, name, { configurable: true, writable: true, value });
    }
  }

  set(options: PromptsOptions): void {
    this.#options = options;
  }

  /** The next request that no `next` has given yet. */
  next(): Promise<Prompt> {
    const prompt = this.seen[this.#taken];
    this.#taken += 1;
    if (prompt) return Promise.resolve(prompt);
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  /** The browser's own functions again. */
  remove(): void {
    for (const name of ['get', 'create'] as const) Reflect.deleteProperty(navigator.credentials, name);
  }

  #see(name: Name, request: Options, ask: () => Promise<Answer>): Promise<Answer> {
    const prompt = new Prompt(name, request, ask, this.#options.deaf ?? false);
    this.seen.push(prompt);
    this.#waiting.shift()?.(prompt);
    if (!this.#options.hold) prompt.pass();
    return prompt.answer;
  }
}

type Static = Exclude<keyof typeof PublicKeyCredential, 'prototype'>;

/** Replaces a static method of `PublicKeyCredential`, `undefined` takes it away; returns how to undo it. */
export function replaceStatic(name: Static, value: (() => unknown) | undefined): () => void {
  return replaceMember(PublicKeyCredential, name, value);
}

/** Replaces a member of the page's own objects; returns how to undo it. */
export function replaceMember(object: object, name: string, value: unknown): () => void {
  const native = Object.getOwnPropertyDescriptor(object, name);
  Object.defineProperty(object, name, { configurable: true, writable: true, value });
  return () => {
    if (native) Object.defineProperty(object, name, native);
    else Reflect.deleteProperty(object, name);
  };
}
