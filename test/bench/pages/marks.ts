/** What a bench reads from a page: milliseconds on the page's clock. */
export interface Marks {
  /** The click arrived. */
  clickedAt?: number;
  /** `navigator.credentials.get` was called. */
  promptedAt?: number;
}

declare global {
  interface Window {
    readonly marks: Marks;
    /** Makes the passkey that the measured sign-in uses. */
    enroll(): Promise<void>;
    /** Resolves when the page has done all that it does ahead of a click. */
    ready: Promise<unknown>;
    /** The sign-in that the click began. */
    signedIn: Promise<unknown>;
  }
}

/** A button that signs in, with marks at the click and at the prompt. */
export function stageSignIn(signIn: () => Promise<unknown>): void {
  const marks: Marks = {};
  const { credentials } = navigator;
  const get = credentials.get.bind(credentials);
  credentials.get = (options) => {
    marks.promptedAt = performance.now();
    return get(options);
  };
  const button = document.createElement('button');
  button.textContent = 'Sign in';
  button.addEventListener('click', (event) => {
    marks.clickedAt = event.timeStamp;
    window.signedIn = signIn();
  });
  Object.assign(window, { marks });
  document.querySelector('main')?.append(button);
}
