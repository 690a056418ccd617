import { modelResponse } from './model-platform.ts';
import type { ModelPage } from './model-page.ts';

/** Milliseconds that a challenge lives. */
export const challengeLifeMs = 300_000;

interface Challenge {
  readonly issuedAt: number;
  isUsed: boolean;
  isRefused: boolean;
}

interface Refusal {
  readonly status: number;
  readonly code: string;
}

type Answer = object | Refusal;

const isRefusal = (answer: Answer): answer is Refusal => 'status' in answer && 'code' in answer;

/** Connect, as far as the ceremonies see it, behind a line that may be slow or down. */
export class ModelServer {
  readonly #page: ModelPage;
  readonly #challenges = new Map<string, Challenge>();
  readonly #held = new Set<{ arrive(): void; lose(): void }>();
  #registered: readonly string[] = ['first000'];
  line: 'up' | 'slow' | 'down' = 'up';
  /** The person has authenticated too long ago for self-service. */
  isAuthenticationOld = false;
  /** Completed sign-ins. */
  signIns = 0;
  refusals = 0;

  constructor(page: ModelPage) {
    this.#page = page;
  }

  accepts(credentialId: string): boolean {
    return this.#registered.includes(credentialId);
  }

  /** Milliseconds since a challenge was issued. */
  age(challenge: string): number {
    return this.#page.clock.now() - (this.#challenges.get(challenge)?.issuedAt ?? 0);
  }

  /** The answer to this challenge will not be verified. */
  refuse(challenge = ''): void {
    const found = this.#challenges.get(challenge);
    if (found) found.isRefused = true;
  }

  /** Everything that decides how the server and the line go on, with ages instead of times. */
  get state(): unknown {
    const open = [...this.#challenges].filter(([, { isUsed }]) => !isUsed);
    const ages = open.map(([challenge, { isRefused }]) => [
      Math.min(this.age(challenge), 400_000),
      isRefused,
    ]);
    return [this.line, this.#held.size, ages, this.#registered.length, this.isAuthenticationOld];
  }

  setLine(line: ModelServer['line']): void {
    this.line = line;
    this.deliver();
  }

  /** Settles pending requests, unless the line is slow or the page cannot take an answer. */
  deliver(): void {
    if (this.line === 'slow' || this.#page.isCached) return;
    const held = [...this.#held];
    this.#held.clear();
    for (const reply of held) {
      if (this.line === 'up') reply.arrive();
      else reply.lose();
    }
  }

  readonly fetch = async (url: string, init: RequestInit = {}): Promise<Response> => {
    if (this.line === 'down') throw new TypeError('fetch failed');
    const path = new URL(url).pathname;
    const answer = this.#answer(`${init.method ?? 'GET'} ${path}`, init.body as string | undefined);
    this.#page.note(`the server answers ${path.replace(/.*\/(?=(login|self)\/)/, '')}: ${summary(answer)}`);
    if (this.line === 'slow') await this.#hold(init.signal ?? undefined);
    if (!isRefusal(answer)) return modelResponse(200, answer);
    return modelResponse(answer.status, { error_code: answer.code, error: answer.code });
  };

  #hold(signal: AbortSignal | undefined): Promise<void> {
    return new Promise((resolve, reject) => {
      const held = { arrive: resolve, lose: () => reject(new TypeError('fetch failed')) };
      this.#held.add(held);
      signal?.addEventListener('abort', () => {
        this.#held.delete(held);
        reject(signal.reason as Error);
      });
    });
  }

  #answer(request: string, body: string | undefined): Answer {
    if (request.endsWith('/login/password')) return this.#signIn();
    if (request.endsWith('/login/usernameless-webauthn/begin')) return this.#begin();
    if (request.endsWith('/login/usernameless-webauthn/complete')) return this.#completeSignIn(parse(body));
    if (request.endsWith('/self/me')) return this.#profile();
    if (this.isAuthenticationOld) return { status: 401, code: 'reauthentication_required' };
    if (request.endsWith('/create/begin')) return this.#beginRegistration();
    if (request.endsWith('/create/complete')) return this.#completeRegistration(parse(body));
    const id = /\/webauthn\/([^/]+)/.exec(request)?.[1] ?? '';
    if (request.startsWith('DELETE')) this.#registered = this.#registered.filter((other) => other !== id);
    return {};
  }

  #begin(): object {
    return { publicKey: { ...this.#challenge(), rpId: 'shop.example' } };
  }

  #beginRegistration(): object {
    return {
      publicKey: {
        ...this.#challenge(),
        rp: { id: 'shop.example', name: 'Shop' },
        user: { id: 'dXNlcg', name: 'ada', displayName: 'Ada' },
        pubKeyCredParams: [{ type: 'public-key', alg: -7 }],
        authenticatorSelection: { residentKey: 'required' },
      },
    };
  }

  #challenge(): { challenge: string; timeout: number } {
    const challenge = `ch${this.#challenges.size + 1}`.padEnd(8, '0');
    this.#challenges.set(challenge, { issuedAt: this.#page.clock.now(), isUsed: false, isRefused: false });
    return { challenge, timeout: challengeLifeMs };
  }

  /** @returns the refusal of an answer to an unknown, used or expired challenge, or of the next answer */
  #refusal({ response: { clientDataJSON: name } }: SentCredential): Refusal | undefined {
    const challenge = this.#challenges.get(name);
    if (!challenge || challenge.isUsed) this.#page.violate(`The challenge ${name} is answered twice.`);
    if (challenge) challenge.isUsed = true;
    const isExpired = this.age(name) > challengeLifeMs;
    if (!isExpired && !challenge?.isRefused) return undefined;
    this.refusals += 1;
    return { status: 400, code: isExpired ? 'challenge_expired' : 'verification_failed' };
  }

  #completeSignIn(sent: SentCredential): Answer {
    const refusal = this.#refusal(sent);
    if (refusal) return refusal;
    return this.#signIn();
  }

  #signIn(): object {
    this.signIns += 1;
    this.isAuthenticationOld = false;
    const claims = btoa(JSON.stringify({ sub: 'ada', jti: this.signIns })).replace(/=+$/, '');
    return { access_token: `e30.${claims}.x`, token_type: 'Bearer' };
  }

  #completeRegistration(sent: SentCredential): Answer {
    const refusal = this.#refusal(sent);
    if (refusal) return refusal;
    if (this.#page.browser.signalledAway.has(sent.id)) {
      this.#page.violate(`The passkey ${sent.id} is accepted after it was signalled away.`);
    }
    this.#registered = [...this.#registered, sent.id];
    return { credentials: [] };
  }

  #profile(): object {
    const credentials = this.#registered.map((id) => ({
      id,
      credential_id: id,
      discoverable_id: 'dXNlcg',
      type: 'webauthn',
      name: id,
      updated_at: '',
    }));
    return { id: 'u1', authentication_mechanisms: ['password', 'usernameless_webauthn'], credentials };
  }
}

interface SentCredential {
  readonly id: string;
  readonly response: { readonly clientDataJSON: string };
}

const parse = (body: string | undefined): SentCredential => JSON.parse(body ?? '{}') as SentCredential;

function summary(answer: Answer): string {
  if (isRefusal(answer)) return `${answer.status} ${answer.code}`;
  const { publicKey } = answer as { publicKey?: { challenge: string } };
  return publicKey ? publicKey.challenge : 'yes';
}
