import { watchLoad } from './load.ts';

/** Marks that a bench reads from a page: milliseconds on the page's clock. */
export interface Marks {
  /** The person can click. */
  usableAt?: number;
  /** The finger left the button. */
  clickedAt?: number;
  /** The page heard of it: what lies between is the browser's. */
  heardAt?: number;
  /** `navigator.credentials.get` was called. */
  promptedAt?: number;
}

declare global {
  interface Window {
    readonly marks: Marks;
    /** Makes the passkey that the measured sign-in uses. */
    enroll(): Promise<void>;
    /** Settles when the sign-in is over. */
    signedIn: Promise<unknown>;
  }
}

/** Marks the moment of the click and of the prompt from now on. */
export function markPrompt(): Marks {
  watchLoad();
  const marks: Marks = {};
  const { credentials } = navigator;
  const get = credentials.get.bind(credentials);
  credentials.get = (options) => {
    if (options?.mediation === 'conditional') return untilAborted(options.signal);
    marks.promptedAt = performance.now();
    return get(options);
  };
  const markClick = ({ timeStamp }: Event) =>
    Object.assign(marks, { clickedAt: timeStamp, heardAt: performance.now() });
  document.addEventListener('click', markClick, { capture: true });
  return Object.assign(window, { marks }).marks;
}

/** Keeps autofill open; a virtual authenticator would answer at once. */
function untilAborted(signal?: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    signal?.addEventListener('abort', () => reject(signal.reason as Error));
  });
}

/** A button that signs in. */
export function stageSignIn(signIn: () => Promise<unknown>): void {
  const marks = markPrompt();
  const button = document.createElement('button');
  button.textContent = 'Sign in';
  button.addEventListener('click', () => {
    window.signedIn = signIn();
  });
  document.querySelector('main')?.append(button);
  marks.usableAt = performance.now();
}
