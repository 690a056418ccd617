import { lazy } from '../../../async.ts';
import type { Localizer } from '../../shared/localize.ts';
import type { StepTemplates } from '../view.ts';

const loadPart = lazy(() => import('./part.ts'));

type Part = Awaited<ReturnType<typeof loadPart>>;

/** The steps that may follow a password or a passkey from another device: second factor and offer. */
export class Steps {
  readonly #words: Pick<Localizer<'signIn'>, 'add'>;
  #part: Part | undefined;

  constructor(words: Pick<Localizer<'signIn'>, 'add'>) {
    this.#words = words;
  }

  /** `undefined` until they are loaded. */
  get templates(): StepTemplates | undefined {
    return this.#part;
  }

  /** @throws PasskeyError `offline` or `server_error`; the next call loads again */
  async load(): Promise<Part> {
    const part = await loadPart();
    if (!this.#part) this.#words.add(part.english);
    return (this.#part = part);
  }

  /** Loads them while the server checks a password. A failure is left to `load`. */
  preload(): void {
    this.load().catch(() => undefined);
  }
}
