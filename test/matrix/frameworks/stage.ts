import '../../../src/define.ts';
import { clientOf, enrollWith } from '../../bench/pages/account.ts';
import { markPrompt } from '../../bench/pages/marks.ts';
import type { App, Framework, Settings } from './framework.ts';

declare global {
  interface Window {
    readonly stage: Stage;
  }
}

/** Values for the app's template. */
export interface Wish extends Pick<Settings, 'issuer' | 'poolId'> {
  /** A client in place of the attributes; a `silent` one is not answered until `answer()`. */
  readonly client?: 'usual' | 'silent';
}

/** A test's control of the page. */
export interface Stage {
  /** Events that reached the app, in order. */
  readonly heard: readonly string[];
  /** The person makes a passkey. */
  enroll(): Promise<void>;
  /** By password. */
  signIn(): Promise<unknown>;
  show(app: keyof Framework, wish: Wish): void;
  update(wish: Wish): void;
  remove(): void;
  /** Lets the server answer the silent client; settles when the answer is there. */
  answer(): Promise<void>;
}

/** Puts a framework's apps into the hands of the test. */
export function stage(framework: Framework): void {
  markPrompt();
  const { clients, heard, handlers, silence } = ears();
  const settings = ({ client, ...wish }: Wish): Settings => ({
    ...handlers,
    ...wish,
    client: client && clients[client],
  });
  let app: App | undefined;
  const stage: Stage = {
    heard,
    enroll: () => enrollWith(clients.usual),
    signIn: () => clients.usual.signInWithPassword('ada@example.com', 'analytical engine'),
    show: (name, wish) => (app = framework[name](placeFor(name), settings(wish))),
    update: (wish) => app?.update(settings(wish)),
    remove: () => app?.remove(),
    answer: () => silence.end(),
  };
  Object.assign(window, { stage });
}

/** Everything that an app gives to the elements so as to hear of them. */
function ears() {
  const heard: string[] = [];
  const silence = new Silence();
  let token = '';
  const onTokens = ({ access_token }: { readonly access_token: string }): void => {
    token = access_token;
    heard.push('tokens');
  };
  const handlers = {
    accessToken: () => token,
    onDetected: ({ detail }) => void heard.push(`mode ${detail.mode}`),
    onSignedIn: ({ detail }) => void heard.push(`signed in by ${detail.method}`),
    onListChanged: ({ detail }) => void heard.push(`${detail.count} in the list`),
  } satisfies Settings;
  const clients = {
    usual: clientOf('shop', { onTokens, accessToken: () => token }),
    silent: clientOf('shop', { onTokens, fetch: (input, init) => silence.fetch(input, init) }),
  };
  return { clients, heard, handlers, silence };
}

/** A network that keeps its answers back. */
class Silence {
  #end!: () => void;
  readonly #ended = new Promise<void>((resolve) => (this.#end = resolve));
  readonly #answers: Promise<unknown>[] = [];

  async fetch(...request: Parameters<typeof fetch>): Promise<Response> {
    const answer = this.#ended.then(() => fetch(...request));
    this.#answers.push(answer.catch(() => undefined));
    return answer;
  }

  async end(): Promise<void> {
    this.#end();
    await Promise.all(this.#answers);
  }
}

function placeFor(name: string): HTMLElement {
  const place = document.createElement('main');
  place.id = name;
  document.body.append(place);
  return place;
}
