import type { Passkeys } from '../../src/index.ts';
import { calmDown, surroundings, type Act } from './acts.ts';
import type { AbortBehaviour } from './model-browser.ts';
import { ModelPage, settle, type Library } from './model-page.ts';
import { challengeLifeMs } from './model-server.ts';
import { Person } from './person.ts';
import type { Scene } from './explore.ts';

export interface Libraries {
  readonly own: Library;
  /** Another copy of the package on the same page. */
  readonly other: Library;
}

export const config = { issuer: 'https://connect.example/acme/shop', poolId: 'customers' };

/** A sign-in page: autofill is on, a button asks for a passkey, a form takes a password. */
export class SignInPage implements Scene {
  readonly page: ModelPage;
  readonly #person: Person;
  readonly #passkeys: Passkeys;
  readonly #other: Passkeys;
  readonly #autofill: { stop(): void };
  #isStopped = false;
  /** Tokens that the page was given. */
  #given = 0;

  constructor({ own, other }: Libraries, aborts: AbortBehaviour) {
    this.page = new ModelPage(aborts);
    this.#person = new Person(this.page);
    const onTokens = (): void => void (this.#given += 1);
    this.#passkeys = own.createPasskeys({ ...config, onTokens });
    this.#other = other.createPasskeys({ ...config, onTokens });
    this.#autofill = this.#passkeys.autofill({
      onAnswer: () => this.#person.pick(),
      onSignedIn: () => this.#person.tellPicked(),
      onFailed: ({ code }) => this.#person.tellPicked(code),
    });
  }

  get acts(): readonly Act[] {
    const { page } = this;
    const isThere = (): boolean => !page.isCached && page.isVisible;
    return [
      {
        name: 'sign-in',
        sentence: 'The person presses "Sign in with a passkey".',
        isPossible: isThere,
        run: () => this.#person.ask('The sign-in', (signal) => this.#passkeys.signIn({ signal })),
      },
      {
        name: 'cancel',
        sentence: 'The page aborts what the person waits for.',
        isPossible: () => isThere() && this.#person.isWaiting,
        run: () => this.#person.cancel(),
      },
      {
        name: 'password',
        sentence: 'The person signs in with a password.',
        isPossible: isThere,
        run: () =>
          this.#person.ask('The sign-in by password', (signal) =>
            this.#passkeys.signInWithPassword('ada', 'secret', { signal }),
          ),
      },
      {
        name: 'other',
        sentence: 'Another copy of the package on this page asks for a passkey.',
        isPossible: isThere,
        run: () => this.#person.ask("The other copy's sign-in", (signal) => this.#other.signIn({ signal })),
      },
      {
        name: 'stop',
        sentence: 'The page stops autofill.',
        isPossible: () => !this.#isStopped,
        run: () => this.#stop(),
      },
      ...surroundings(page),
    ];
  }

  get state(): string {
    return JSON.stringify([this.page.state, this.#person.state, this.#isStopped]);
  }

  async check(): Promise<void> {
    await settle();
    this.#person.look();
    const { page } = this;
    const { prompt } = page.browser;
    if (page.isCached) {
      this.#person.endPicks();
      if (prompt?.isConditional) page.violate('Autofill goes on after the page was left.');
      return;
    }
    if (!prompt?.isConditional) return;
    if (this.#isStopped) page.violate('Autofill goes on after it was stopped.');
    const isAwake = page.isVisible && page.isServerReachable;
    if (isAwake && page.server.age(prompt.challenge) > challengeLifeMs) {
      page.violate(
        `Autofill offers ${prompt.challenge}, which has expired, although the server can be reached.`,
      );
    }
  }

  async finish(): Promise<void> {
    const { page } = this;
    await calmDown(page, () => this.#isArmed && !this.#person.isWaiting);
    this.#person.checkAnswered();
    if (!this.#isArmed) page.violate('Autofill is not armed again.');
    await this.#checkNothingStays();
  }

  get #isArmed(): boolean {
    return this.#isStopped || this.page.browser.prompt?.isConditional === true;
  }

  #stop(): void {
    this.#isStopped = true;
    this.#person.endPicks();
    this.#autofill.stop();
  }

  async #checkNothingStays(): Promise<void> {
    const { page } = this;
    if (!this.#isStopped) this.#stop();
    await page.pass(16_000);
    if (page.browser.prompt) page.violate('A request is pending although nothing asks for one.');
    if (page.clock.pending.length > 0)
      page.violate(`${page.clock.pending.length} timers stay after the end.`);
    if (page.listeners > 0) page.violate(`${page.listeners} listeners stay after the end.`);
    if (this.#given > page.server.signIns) page.violate('The page is given tokens more than once.');
  }
}
