import '../../src/passkey-signin.ts';
import type { PasskeySignin } from '../../src/elements/passkey-signin/passkey-signin.ts';
import type { StateName } from '../../src/elements/passkey-signin/state.ts';
import type { TokenReply } from '../../src/api/contract.ts';
import { ada, type Workspace } from './client.ts';

export interface SigninPageOptions {
  readonly workspace?: Workspace;
  readonly attributes?: Readonly<Record<string, string>>;
  readonly properties?: Partial<PasskeySignin>;
  /** Markup inside the element. */
  readonly content?: string;
  readonly parent?: Node;
}

/** A page's `<passkey-signin>` as a person meets it; `without-autofill` unless a test asks for it. */
export class SigninPage {
  readonly element: PasskeySignin;
  /** Values that the page received. */
  readonly tokens: TokenReply[] = [];
  /** Names and details of the element's events, in order. */
  readonly events: { readonly type: string; readonly detail: unknown }[] = [];

  constructor({ workspace, attributes, properties, content, parent }: SigninPageOptions = {}) {
    this.element = document.createElement('passkey-signin');
    const all = {
      issuer: issuerOf(workspace ?? 'shop'),
      'pool-id': 'customers',
      'without-autofill': '',
      ...attributes,
    };
    for (const [name, value] of Object.entries(all)) this.element.setAttribute(name, value);
    this.element.onTokens = (tokens) => void this.tokens.push(tokens);
    this.element.accessToken = () => this.tokens.at(-1)?.access_token ?? '';
    Object.assign(this.element, properties);
    if (content !== undefined) this.element.append(document.createRange().createContextualFragment(content));
    for (const type of signinEvents) {
      this.element.addEventListener(type, ({ detail }) => void this.events.push({ type, detail }));
    }
    (parent ?? document.body).appendChild(this.element);
  }

  /** A page with an element that has come to rest. */
  static async open(options: SigninPageOptions = {}): Promise<SigninPage> {
    const page = new SigninPage(options);
    await page.until(() => !page.is('detecting') && page.button !== null);
    return page;
  }

  get button(): HTMLElement | null {
    return this.part('button');
  }

  get status(): string {
    return this.part('status')?.textContent?.trim() ?? '';
  }

  get label(): string {
    return this.part('label')?.textContent?.trim() ?? '';
  }

  /** The field that the element made, or that is in its slot. */
  get field(): HTMLInputElement {
    return this.element.querySelector<HTMLInputElement>('input[autocomplete~="username"]')!;
  }

  part(name: string): HTMLElement | null {
    return this.element.shadowRoot?.querySelector<HTMLElement>(`[part="${name}"]`) ?? null;
  }

  /** Throws without the element in the message: the report of a failed test would write out the whole page. */
  has(part: string): boolean {
    return this.part(part) !== null;
  }

  is(state: StateName): boolean {
    return this.element.matches(`:state(${state})`);
  }

  /** Waits for a state; a few frames, since everything is on this machine. */
  async reaches(state: StateName): Promise<void> {
    await this.until(() => this.is(state), `the state ${state}`);
  }

  async until(condition: () => boolean, what = 'the condition'): Promise<void> {
    const deadline = performance.now() + 5000;
    while (!condition()) {
      if (performance.now() > deadline) throw new Error(`${what} was not reached: ${this.#describe()}`);
      await new Promise(requestAnimationFrame);
    }
  }

  /** Presses the passkey button and waits until the attempt is over. */
  async press(part = 'button'): Promise<void> {
    this.part(part)!.click();
    await this.element.updateComplete;
    await this.until(() => !this.is('waiting'), 'the end of the attempt');
  }

  type(name: string): void {
    this.field.value = name;
    this.field.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
  }

  async signInWithPassword(password: string = ada.password): Promise<void> {
    await this.element.signInWithPassword(ada.identifier, password);
    await this.element.updateComplete;
  }

  eventsOf(type: string): readonly unknown[] {
    return this.events.filter((event) => event.type === type).map(({ detail }) => detail);
  }

  close(): void {
    this.element.remove();
  }

  #describe(): string {
    return `${this.element.shadowRoot?.textContent.replace(/\s+/g, ' ') ?? ''} ${JSON.stringify(this.events)}`;
  }
}

export const issuerOf = (workspace: Workspace): string => `${location.origin}/acme/${workspace}`;

/** Every event of the element. */
export const signinEvents = [
  'passkey-mode-detected',
  'passkey-signed-in',
  'passkey-signin-failed',
  'passkey-offer',
  'passkey-added',
] as const;
