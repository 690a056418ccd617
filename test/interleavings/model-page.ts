import type { Passkeys, PasskeysConfig } from '../../src/index.ts';
import { FakeClock } from '../support/fake-clock.ts';
import { replaceGlobals } from '../support/fake-page.ts';
import { ModelBrowser, type AbortBehaviour } from './model-browser.ts';
import { ModelEventTarget, platformGlobals } from './model-platform.ts';
import { challengeLifeMs, ModelServer } from './model-server.ts';

/** The package under test, or a copy of it with a seeded fault. */
export interface Library {
  createPasskeys(config: PasskeysConfig): Passkeys;
}

/** Lets everything that waits for nothing but promises run to its end. */
export const settle = (): Promise<void> => new Promise((done) => setImmediate(done));

/**
 * A page in Node with its browser, its server and its time: globals of a browser, timers and deadlines all belong to the
 * model, so the same steps always lead to the same state.
 */
export class ModelPage {
  readonly clock = new FakeClock(settle);
  readonly server: ModelServer;
  readonly browser: ModelBrowser;
  readonly window = new ModelEventTarget();
  readonly document = Object.assign(new ModelEventTarget(), {
    visibilityState: 'visible',
    hasFocus: () => true,
  });
  readonly #start = this.clock.now();
  readonly #notes: string[] = [];
  #reachableFrom = 0;
  /** The page is in the back-forward cache: none of its timers runs. */
  isCached = false;
  /** The first invariant that was violated. */
  violation: string | undefined;

  constructor(aborts: AbortBehaviour) {
    this.server = new ModelServer(this);
    this.browser = new ModelBrowser(this, aborts);
    this.browser.passkeys.add('first000');
    this.#install();
  }

  get isVisible(): boolean {
    return this.document.visibilityState === 'visible';
  }

  /**
   * Everything by which the page's future may differ. Pages with equal states count as one, although closures of the
   * package may differ.
   */
  get state(): readonly unknown[] {
    const { browser, server, clock, isVisible, isCached } = this;
    return [browser.state, server.state, clock.pending, this.listeners, isVisible, isCached];
  }

  /** The model's trace, with the time since the page was opened. */
  get notes(): readonly string[] {
    return this.#notes;
  }

  note(text: string): void {
    const seconds = (this.clock.now() - this.#start) / 1000;
    this.#notes.push(`${seconds.toFixed(1).padStart(8)} s  ${text}`);
  }

  violate(invariant: string): void {
    this.violation ??= invariant;
  }

  /** Time for everything on the page; on a cached page nothing runs. */
  async pass(milliseconds: number): Promise<void> {
    if (!this.isCached) return this.clock.advance(milliseconds);
    this.clock.jump(milliseconds);
  }

  /** The laptop sleeps; timers that are due run when it wakes. */
  async sleep(milliseconds: number): Promise<void> {
    this.clock.jump(milliseconds);
    await this.pass(0);
  }

  show(state: 'visible' | 'hidden'): void {
    this.document.visibilityState = state;
    this.document.emit('visibilitychange');
  }

  leave(): void {
    this.window.emit('pagehide', { persisted: true });
    this.isCached = true;
  }

  async comeBack(): Promise<void> {
    this.isCached = false;
    this.window.emit('pageshow', { persisted: true });
    this.server.deliver();
    await this.pass(0);
  }

  /** False while the package cannot know that a slow line is fast again: it tries again at least twice a minute. */
  get isServerReachable(): boolean {
    return this.server.line === 'up' && this.clock.now() >= this.#reachableFrom;
  }

  setLine(line: ModelServer['line']): void {
    const wasDown = this.server.line === 'down';
    this.#reachableFrom = this.clock.now() + (wasDown ? 0 : 31_000);
    this.server.setLine(line);
    Object.assign(navigator, { onLine: line !== 'down' });
    if (wasDown && !this.isCached) this.window.emit('online');
  }

  /** Listeners that ceremonies have left on the page. */
  get listeners(): number {
    return this.window.listeners + this.document.listeners;
  }

  /** Called when a request begins. */
  checkPrompt(challenge: string): void {
    if (this.isCached) this.violate('A request begins on a page that was left.');
    if (this.server.age(challenge) > challengeLifeMs) {
      this.violate(`A request begins with ${challenge}, which has expired.`);
    }
  }

  #install(): void {
    const { clock, window } = this;
    for (const key of ['slot', 'changes'])
      Reflect.deleteProperty(globalThis, Symbol.for(`connect-passkeys.${key}`));
    const location = new URL('https://shop.example/login');
    const stored = new Map<string, string>();
    replaceGlobals({
      ...platformGlobals(clock),
      addEventListener: window.addEventListener,
      removeEventListener: window.removeEventListener,
      location,
      window: { top: { location } },
      document: this.document,
      isSecureContext: true,
      navigator: { userAgent: 'Linux', onLine: true, credentials: this.browser.credentials },
      PublicKeyCredential: this.browser.publicKeyCredential,
      CredentialsContainer: () => undefined,
      localStorage: {
        getItem: (key: string) => stored.get(key) ?? null,
        setItem: (key: string, text: string) => void stored.set(key, text),
        removeItem: (key: string) => void stored.delete(key),
      },
      fetch: this.server.fetch,
      reportError: (error: unknown) => this.violate(`An error is reported to the page: ${String(error)}`),
    });
  }
}
