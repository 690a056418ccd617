import { AccountPage } from './account-page.ts';
import type { Act } from './acts.ts';
import type { AbortBehaviour } from './model-browser.ts';
import type { Libraries } from './sign-in-page.ts';

const offered = [
  'enroll',
  'upgrade',
  'prepare',
  'cancel',
  'answer',
  'answer-refused',
  'dismiss',
  'slow',
  'down',
  'up',
  'wait',
];

/** A sign-in page after a sign-in with a password: it offers a passkey while autofill is on. */
export class OfferPage extends AccountPage {
  readonly #autofill: { stop(): void };

  constructor(libraries: Libraries, aborts: AbortBehaviour) {
    super(libraries, aborts);
    this.#autofill = this.passkeys.autofill({
      onAnswer: () => this.person.pick(),
      onSignedIn: () => this.person.tellPicked(),
      onFailed: ({ code }) => this.person.tellPicked(code),
    });
  }

  override get acts(): readonly Act[] {
    return super.acts.filter(({ name }) => offered.includes(name));
  }

  protected override get isWell(): boolean {
    return super.isWell && this.page.browser.prompt?.call === 'get' && this.page.browser.prompt.isConditional;
  }

  override async finish(): Promise<void> {
    await this.calmDown();
    if (!this.isWell) this.page.violate('Autofill is not armed again.');
    this.#autofill.stop();
    await this.page.pass(16_000);
    await super.finish();
  }
}
