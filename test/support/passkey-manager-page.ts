import '../../src/passkey-manager.ts';
import type { PasskeyManager } from '../../src/passkey-manager.ts';
import type { ManagerSettings } from '../../src/elements/passkey-manager/properties.ts';
import { sendKeys } from './page.ts';

/** Properties of the element, as a page sets them. */
export type Settings = Partial<ManagerSettings>;

/** A `<passkey-manager>` on the test's page, seen and used as a person would. */
export class PasskeyManagerPage {
  readonly element: PasskeyManager;
  readonly events: CustomEvent[] = [];

  private constructor(element: PasskeyManager) {
    this.element = element;
    for (const type of managerEvents) {
      element.addEventListener(type, (event) => this.events.push(event as CustomEvent));
    }
  }

  /** Puts the element on the page; `loaded` waits until it has a list, or has failed to get one. */
  static open(settings: Settings, parent: Element = document.body): PasskeyManagerPage {
    const element = Object.assign(document.createElement('passkey-manager'), settings);
    const page = new PasskeyManagerPage(element);
    parent.append(element);
    return page;
  }

  static async loaded(settings: Settings, parent?: Element): Promise<PasskeyManagerPage> {
    const page = PasskeyManagerPage.open(settings, parent);
    await page.shows(() => page.element.matches(':is(:state(list), :state(empty), :state(failed))'));
    return page;
  }

  /** Details of the events of this type so far. */
  eventsOf<Type extends EventType>(type: Type): HTMLElementEventMap[Type]['detail'][] {
    return this.events.filter((event) => event.type === type).map(({ detail }) => detail as never);
  }

  close(): void {
    this.element.remove();
  }

  get root(): ShadowRoot {
    return this.element.shadowRoot!;
  }

  /** Parts of this name, in the order of the page. */
  parts(name: string): HTMLElement[] {
    return [...this.root.querySelectorAll<HTMLElement>(`[part="${name}"]`)];
  }

  part(name: string): HTMLElement {
    const [part] = this.parts(name);
    if (!part) throw new Error(`There is no part "${name}".`);
    return part;
  }

  has(name: string): boolean {
    return this.parts(name).length > 0;
  }

  get names(): string[] {
    return this.parts('name').map((name) => name.textContent);
  }

  /** All that is written on it. */
  get text(): string {
    return this.root.textContent.replace(/\s+/g, ' ');
  }

  get status(): string {
    return this.part('status').textContent;
  }

  get states(): string[] {
    return stateNames.filter((name) => this.element.matches(`:state(${name})`));
  }

  /** The person has to wait. */
  get isBusy(): boolean {
    return this.element.matches(':state(busy)') || this.root.querySelector('.saving') !== null;
  }

  /** The part that has the focus, and the row that it is in. */
  get focus(): { readonly part: string | null; readonly row: number } {
    const active = this.root.activeElement;
    const rows = this.parts('row');
    return { part: active?.getAttribute('part') ?? null, row: rows.findIndex((row) => row.contains(active)) };
  }

  press(part: string, row = 0): void {
    const button = this.parts(part)[row];
    if (!button) throw new Error(`There is no part "${part}" number ${row}.`);
    button.focus();
    button.click();
  }

  /** Opens the editor of a row, types over its name and presses a key. */
  async rename(row: number, name: string, key: 'Enter' | 'Escape' = 'Enter'): Promise<void> {
    this.press('rename', row);
    await this.shows(() => this.focus.part === 'input');
    await sendKeys({ type: name });
    await sendKeys({ press: key });
  }

  key(press: string): Promise<void> {
    return sendKeys({ press });
  }

  /** Types into a field, and submits its form. */
  submit(field: string, value: string): void {
    const input = this.root.querySelector<HTMLInputElement>(`input[name="${field}"]`);
    if (!input?.form) throw new Error(`There is no field "${field}".`);
    input.value = value;
    input.form.requestSubmit();
  }

  /** Waits until this holds; the test's time limit is the only one. */
  shows(check: () => boolean): Promise<void> {
    return new Promise((resolve) => {
      const look = () => {
        if (this.root && check()) resolve();
        else requestAnimationFrame(look);
      };
      look();
    });
  }

  /** Waits for the next event of any of these types. */
  nextOf(...types: readonly EventType[]): Promise<Event> {
    return Promise.race(types.map((type) => this.next(type)));
  }

  /** Waits for the next event of this type. */
  next<Type extends EventType>(type: Type): Promise<HTMLElementEventMap[Type]> {
    return new Promise((resolve) => this.element.addEventListener(type, resolve, { once: true }));
  }
}

type EventType = (typeof managerEvents)[number];

/** Every event of the element. */
export const managerEvents = [
  'passkey-added',
  'passkey-renamed',
  'passkey-removed',
  'passkey-list-changed',
  'passkey-manager-failed',
] as const;

const stateNames = [
  'loading',
  'failed',
  'offline',
  'list',
  'empty',
  'full',
  'unsupported',
  'unavailable',
  'busy',
];
