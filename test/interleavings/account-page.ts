import type { Passkeys } from '../../src/index.ts';
import { calmDown, surroundings, type Act } from './acts.ts';
import type { Scene } from './explore.ts';
import type { AbortBehaviour } from './model-browser.ts';
import { ModelPage, settle } from './model-page.ts';
import { Person } from './person.ts';
import { config, type Libraries } from './sign-in-page.ts';

/** An account page after a sign-in by the same client, so that a step-up by passkey is possible. */
export class AccountPage implements Scene {
  readonly page: ModelPage;
  protected readonly person: Person;
  protected readonly passkeys: Passkeys;
  readonly #other: Passkeys;
  #token = '';

  constructor({ own, other }: Libraries, aborts: AbortBehaviour) {
    this.page = new ModelPage(aborts);
    this.person = new Person(this.page);
    const settings = {
      ...config,
      upgrade: true,
      accessToken: () => this.#token,
      onTokens: ({ access_token: token }: { access_token: string }) => void (this.#token = token),
    };
    this.passkeys = own.createPasskeys(settings);
    this.#other = other.createPasskeys(settings);
    this.person.ask('The sign-in by password', () => this.passkeys.signInWithPassword('ada', 'secret'));
  }

  get acts(): readonly Act[] {
    const { page } = this;
    const { server } = page;
    const isThere = (): boolean => !page.isCached && page.isVisible;
    type Call = (signal: AbortSignal) => Promise<unknown>;
    const asking = (name: string, sentence: string, what: string, call: Call): Act => ({
      name,
      sentence,
      isPossible: isThere,
      run: () => this.person.ask(what, call),
    });
    return [
      asking('enroll', 'The person presses "Add a passkey".', 'The enrolment', (signal) =>
        this.passkeys.enroll({ signal, name: 'Laptop' }),
      ),
      asking(
        'other',
        'Another copy of the package on this page adds a passkey.',
        "The other copy's enrolment",
        (signal) => this.#other.enroll({ signal, name: 'Phone' }),
      ),
      asking('upgrade', 'The page has a passkey made silently.', 'The silent creation', (signal) =>
        this.passkeys.upgrade({ signal }),
      ),
      {
        name: 'prepare',
        sentence: 'The pointer reaches "Add a passkey".',
        isPossible: isThere,
        run: () => this.passkeys.prepareEnroll(),
      },
      {
        name: 'list',
        sentence: 'The page loads the list of passkeys.',
        isPossible: isThere,
        run: () => this.person.read('The list', () => this.passkeys.list()),
      },
      {
        name: 'other-list',
        sentence: 'Another copy of the package on this page loads the list.',
        isPossible: isThere,
        run: () => this.person.read("The other copy's list", () => this.#other.list()),
      },
      {
        name: 'remove',
        sentence: 'The person removes the first passkey.',
        isPossible: () => isThere() && server.accepts('first000'),
        run: () => this.person.ask('The removal', (signal) => this.passkeys.remove('first000', { signal })),
      },
      {
        name: 'cancel',
        sentence: 'The page aborts what the person waits for.',
        isPossible: () => isThere() && this.person.isWaiting,
        run: () => this.person.cancel(),
      },
      {
        name: 'grow-old',
        sentence: 'The authentication gets too old for changes.',
        isPossible: () => !server.isAuthenticationOld,
        run: () => void (server.isAuthenticationOld = true),
      },
      ...surroundings(page).filter(({ name }) => !['hide', 'show', 'sleep', 'moment'].includes(name)),
    ];
  }

  get state(): string {
    return JSON.stringify([this.page.state, this.person.state]);
  }

  async check(): Promise<void> {
    await settle();
    this.person.look();
  }

  async finish(): Promise<void> {
    const { page } = this;
    await this.calmDown();
    this.person.checkAnswered();
    this.#checkPasskeys();
    if (page.browser.prompt) page.violate('A request is pending although nothing asks for one.');
  }

  protected get isWell(): boolean {
    return !this.person.isWaiting;
  }

  protected calmDown(): Promise<void> {
    return calmDown(this.page, () => this.isWell);
  }

  /** A passkey that works must not be hidden, whenever it was accepted. */
  #checkPasskeys(): void {
    const { browser, server } = this.page;
    for (const id of browser.signalledAway) {
      if (server.accepts(id)) this.page.violate(`The passkey ${id} works and is hidden.`);
    }
  }
}
