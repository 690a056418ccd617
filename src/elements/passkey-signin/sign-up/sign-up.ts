import { lazy } from '../../../async.ts';
import { hostedPageConfig } from '../../../client/hosted-page.ts';
import type { Localizer } from '../../shared/localize.ts';
import type { SigninSettings } from '../properties.ts';
import type { Screen } from '../state.ts';
import type { SignUpPart } from '../view.ts';

/** The words of the element; those of the sign-up come with its part. */
export type WordGroup = 'delays' | 'errors' | 'signIn' | 'signUp';

const loadPart = lazy(() => import('./part.ts'));

/** The sign-up of an element: whether its page has one, and the form, which is loaded on such a page only. */
export class SignUp {
  readonly #host: SigninSettings;
  readonly #words: Localizer<WordGroup>;
  #part: Awaited<ReturnType<typeof loadPart>> | undefined;

  constructor(host: SigninSettings, words: Localizer<WordGroup>) {
    this.#host = host;
    this.#words = words;
  }

  /** True: the sign-in has a button that leads here. */
  get isOffered(): boolean {
    return this.#host.signUp !== undefined && !this.isPage;
  }

  /** True on a hosted page for sign-up or activation: signing in is another page. */
  get isPage(): boolean {
    return hostedPage() !== undefined;
  }

  /** The screen of a page that was just opened. */
  get firstScreen(): Screen {
    const page = hostedPage();
    if (!page && this.#host.signUp !== 'first') return { is: 'detecting' };
    return { is: 'sign-up', byLink: page?.byLink === true };
  }

  /** `undefined` until it is loaded. */
  get part(): SignUpPart | undefined {
    return this.#part?.createSignUpPart(this.#words.of('signUp'));
  }

  /** Loads the form where the page has one; a load that failed is repeated by the next call. */
  load(): void {
    if (this.#part || (this.#host.signUp === undefined && !this.isPage)) return;
    void loadPart().then((part) => {
      if (this.#part) return;
      this.#part = part;
      this.#words.add(part.english);
      this.#host.requestUpdate();
    }, ignore);
  }
}

/** By the address: the page beside the sign-in page, and the page of an activation link, which has a code. */
function hostedPage(): { readonly byLink: boolean } | undefined {
  if (!globalThis.location || !hostedPageConfig(location)) return undefined;
  const byLink = new URLSearchParams(location.search).has('code');
  return byLink || /\/register\/?$/.test(location.pathname) ? { byLink } : undefined;
}

const ignore = (): undefined => undefined;
