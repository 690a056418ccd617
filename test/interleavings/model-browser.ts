import type { ModelPage } from './model-page.ts';

/** How the browser, or an extension that replaces its functions, reacts to an abort of a request. */
export type AbortBehaviour = 'at once' | 'late' | 'never';

/** Milliseconds. Old iOS takes about as long to close its sheet. */
const lateMs = 300;

/** Milliseconds after which a request that ignores its abort counts as abandoned (webauthn/prompt.ts). */
const abandonedMs = 500;

interface RequestOptions {
  readonly publicKey: {
    readonly challenge: string;
    readonly timeout?: number;
    readonly user?: { readonly id: string };
  };
  readonly mediation?: 'conditional';
  readonly signal?: AbortSignal;
}

/** A pending request of `navigator.credentials`. */
export interface Prompt {
  readonly call: 'get' | 'create';
  readonly isConditional: boolean;
  readonly challenge: string;
  readonly userHandle: string | undefined;
  abortedAt?: number;
  /** The browser's own time limit. */
  readonly cancelTimeout: (() => void) | undefined;
  resolve(credential: object): void;
  reject(error: Error): void;
}

/** `navigator.credentials` and `PublicKeyCredential` of the model page. */
export class ModelBrowser {
  readonly #page: ModelPage;
  readonly #aborts: AbortBehaviour;
  readonly #pending = new Set<Prompt>();
  /** Credential IDs that the password manager holds; a signal removes them. */
  readonly passkeys = new Set<string>();
  readonly signalledAway = new Set<string>();
  #created = 0;
  /** Number of prompts that the person closed or that ran out of time. */
  closed = 0;
  /** Number of requests that were made. */
  requests = 0;

  constructor(page: ModelPage, aborts: AbortBehaviour) {
    this.#page = page;
    this.#aborts = aborts;
  }

  readonly credentials = {
    get: (options: RequestOptions) => this.#request('get', options),
    create: (options: RequestOptions) => this.#request('create', options),
  };

  /** The request that a person sees; one that was aborted has disappeared. */
  get prompt(): Prompt | undefined {
    return [...this.#pending].find(({ abortedAt }) => abortedAt === undefined);
  }

  get state(): unknown {
    const { server, clock } = this.#page;
    return [...this.#pending].map(({ call, isConditional, challenge, abortedAt }) => [
      call,
      isConditional,
      server.age(challenge),
      abortedAt === undefined ? undefined : clock.now() - abortedAt,
    ]);
  }

  answer(): void {
    const { prompt } = this;
    if (!prompt) return;
    const id = prompt.call === 'get' ? ([...this.passkeys][0] ?? 'cGFzc2tleQ') : this.#create();
    this.#page.note(`the browser answers ${prompt.challenge} with ${id}`);
    prompt.resolve(credentialOf(id, prompt));
  }

  dismiss(): void {
    this.closed += 1;
    this.prompt?.reject(new DOMException('Not allowed.', 'NotAllowedError'));
  }

  #create(): string {
    this.#created += 1;
    const id = `new${this.#created}`.padEnd(8, '0');
    this.passkeys.add(id);
    return id;
  }

  #request(call: 'get' | 'create', options: RequestOptions): Promise<object> {
    const { clock } = this.#page;
    const { publicKey, mediation, signal } = options;
    this.requests += 1;
    this.#checkAlone();
    this.#page.checkPrompt(publicKey.challenge);
    return new Promise((resolve, reject) => {
      if (signal?.aborted) {
        reject(signal.reason as Error);
        return;
      }
      const timedOut = (): void => this.#timeOut(prompt);
      const end = (): void => {
        this.#pending.delete(prompt);
        prompt.cancelTimeout?.();
      };
      const prompt: Prompt = {
        call,
        isConditional: mediation === 'conditional',
        challenge: publicKey.challenge,
        userHandle: publicKey.user?.id,
        cancelTimeout: mediation ? undefined : clock.after(publicKey.timeout ?? 300_000, timedOut),
        resolve: (credential) => {
          end();
          resolve(credential);
        },
        reject: (error) => {
          end();
          reject(error);
        },
      };
      this.#pending.add(prompt);
      this.#page.note(`the browser is asked: ${mediation ?? 'modal'} ${call} with ${publicKey.challenge}`);
      signal?.addEventListener('abort', () => this.#abort(prompt, signal), { once: true });
    });
  }

  #timeOut(prompt: Prompt): void {
    this.closed += 1;
    prompt.reject(new DOMException('Timed out.', 'NotAllowedError'));
  }

  #abort(prompt: Prompt, signal: AbortSignal): void {
    if (!this.#pending.has(prompt)) return;
    const { clock } = this.#page;
    prompt.abortedAt = clock.now();
    prompt.cancelTimeout?.();
    const settle = (): void => prompt.reject(signal.reason as Error);
    if (this.#aborts === 'at once') queueMicrotask(settle);
    if (this.#aborts === 'late') clock.after(lateMs, settle);
  }

  #checkAlone(): void {
    const now = this.#page.clock.now();
    for (const { abortedAt, challenge } of this.#pending) {
      const isAbandoned =
        this.#aborts === 'never' && abortedAt !== undefined && now - abortedAt >= abandonedMs;
      if (!isAbandoned) this.#page.violate(`A request begins while the one with ${challenge} is pending.`);
    }
  }

  /** The interface object, with the Signal API. */
  readonly publicKeyCredential = Object.assign(() => undefined, {
    getClientCapabilities: async () => ({ conditionalGet: true, conditionalCreate: true }),
    parseRequestOptionsFromJSON: (json: object) => json,
    parseCreationOptionsFromJSON: (json: object) => json,
    signalUnknownCredential: async ({ credentialId }: { credentialId: string }) =>
      this.#signalAway([credentialId], 'signalUnknownCredential'),
    signalAllAcceptedCredentials: async (signal: { allAcceptedCredentialIds: readonly string[] }) =>
      this.#signalAway(
        [...this.passkeys].filter((id) => !signal.allAcceptedCredentialIds.includes(id)),
        'signalAllAcceptedCredentials',
      ),
    signalCurrentUserDetails: async () => undefined,
  });

  #signalAway(ids: readonly string[], signal: string): void {
    for (const id of ids) {
      this.#page.note(`${signal} hides ${id}`);
      this.signalledAway.add(id);
      if (this.#page.server.accepts(id)) this.#page.violate(`${signal} hides the valid passkey ${id}.`);
    }
  }
}

function credentialOf(id: string, { call, challenge }: Prompt): object {
  const response =
    call === 'get'
      ? { clientDataJSON: challenge, authenticatorData: 'AAAA', signature: 'AAAA', userHandle: 'dXNlcg' }
      : { clientDataJSON: challenge, attestationObject: 'AAAA' };
  const json = { id, rawId: id, type: 'public-key', clientExtensionResults: {}, response };
  return { type: 'public-key', toJSON: () => json };
}
