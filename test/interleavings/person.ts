import type { PasskeyError, PasskeyErrorCode } from '../../src/index.ts';
import type { ModelPage } from './model-page.ts';

/** A call that a person waits for. */
interface Asked {
  readonly what: string;
  readonly ending: AbortController;
  readonly closedBefore: number;
  /** Another ceremony has begun since, or went on and may have asked for a passkey. */
  isSuperseded: boolean;
  outcome?: 'done' | PasskeyErrorCode;
}

/** A passkey that was picked in autofill, and from then on is a sign-in like any other. */
interface Picked {
  /** The page, or the person at another place of it, ended it. */
  isEnded: boolean;
  isTold: boolean;
}

/** Failures that no sequence of a model's events explains. */
const unexplained: ReadonlySet<PasskeyErrorCode> = new Set([
  'provider_error',
  'bad_response',
  'configuration',
  'invalid_request',
  'unsupported',
]);

/** The person: their requests, and the answers they got. */
export class Person {
  readonly #page: ModelPage;
  readonly #asked: Asked[] = [];
  readonly #picked: Picked[] = [];
  #hadNoNetwork = false;

  constructor(page: ModelPage) {
    this.#page = page;
  }

  get isWaiting(): boolean {
    return this.#asked.some(({ outcome }) => outcome === undefined);
  }

  get state(): unknown {
    const open = this.#asked.filter(({ outcome }) => outcome === undefined);
    const picks = this.#picked.filter(({ isTold, isEnded }) => !isTold && !isEnded);
    return [
      open.map(({ what, isSuperseded, ending }) => [what, isSuperseded, ending.signal.aborted]),
      picks.length,
    ];
  }

  /** A ceremony takes the place of the one that goes on. */
  ask(what: string, call: (signal: AbortSignal) => Promise<unknown>): void {
    this.supersede();
    this.read(what, call);
  }

  /** A call without a prompt, beside whatever goes on. */
  read(what: string, call: (signal: AbortSignal) => Promise<unknown>): void {
    const ending = new AbortController();
    const { closed } = this.#page.browser;
    const asked: Asked = { what, ending, closedBefore: closed, isSuperseded: this.isWaiting };
    this.#asked.push(asked);
    call(ending.signal).then(
      () => this.#tell(asked, 'done'),
      (error: unknown) => this.#tell(asked, (error as PasskeyError).code),
    );
  }

  /** Whatever goes on is over for the person. */
  supersede(): void {
    for (const asked of this.#asked) asked.isSuperseded = true;
    this.endPicks();
  }

  cancel(): void {
    for (const { outcome, ending } of this.#asked) if (!outcome) ending.abort();
  }

  pick(): void {
    this.#picked.push({ isEnded: false, isTold: false });
  }

  endPicks(): void {
    for (const picked of this.#picked) picked.isEnded = true;
  }

  /** Autofill has reported a sign-in or a failure. */
  tellPicked(code?: PasskeyErrorCode): void {
    const open = this.#picked.find(({ isTold }) => !isTold);
    if (open) open.isTold = true;
    if (code) this.#page.note(`autofill fails: ${code}`);
    if (code && unexplained.has(code)) this.#page.violate(`Autofill fails with ${code}.`);
  }

  /** Called after each step. */
  look(): void {
    if (this.#page.server.line !== 'up') this.#hadNoNetwork = true;
  }

  /** Called when nothing keeps an answer from coming. */
  checkAnswered(): void {
    for (const { what, outcome } of this.#asked) {
      if (!outcome) this.#page.violate(`${what} is never answered.`);
    }
    if (this.#picked.some(({ isTold, isEnded }) => !isTold && !isEnded)) {
      this.#page.violate('A passkey was picked in autofill and the person is not told what came of it.');
    }
  }

  #tell(asked: Asked, outcome: NonNullable<Asked['outcome']>): void {
    asked.outcome = outcome;
    this.#page.note(`${asked.what}: ${outcome}`);
    if (!this.#isTrue(asked, outcome))
      this.#page.violate(`${asked.what} ends with ${outcome}, which is not true.`);
  }

  #isTrue(asked: Asked, outcome: NonNullable<Asked['outcome']>): boolean {
    const { server, browser } = this.#page;
    const { isSuperseded, ending, closedBefore } = asked;
    switch (outcome) {
      case 'done':
        return true;
      case 'aborted':
        return isSuperseded || ending.signal.aborted;
      case 'cancelled':
      case 'timed_out':
        return browser.closed > closedBefore;
      case 'offline':
      case 'server_error':
        return this.#hadNoNetwork || server.line !== 'up';
      case 'verification_failed':
      case 'challenge_expired':
        return server.refusals > 0;
      default:
        return !unexplained.has(outcome);
    }
  }
}
