import { html } from 'hono/html';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import type { Call } from '../context.ts';

/** A page of the server's own. URLs are absolute or start with a slash. */
export interface Page {
  readonly title: string;
  readonly stylesheet: string;
  /** What is in `head` beside that. */
  readonly head?: Markup;
  readonly body: Markup;
}

type Markup = ReturnType<typeof html>;

/** Answers with a page that no cache keeps and no other site frames. */
export function sendPage(call: Call, { title, stylesheet, head, body }: Page, status = 200) {
  call.header('Content-Security-Policy', policy);
  call.header('Referrer-Policy', 'no-referrer');
  call.header('Cache-Control', 'no-store');
  const page = html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width" />
        <meta name="color-scheme" content="light dark" />
        <title>${title}</title>
        <link rel="stylesheet" href="${stylesheet}" />
        ${head ?? ''}
      </head>
      <body>
        <main>${body}</main>
        <footer>Mock server of SecureAuth Connect. Do not type a real password here.</footer>
      </body>
    </html>`;
  return call.html(page, status as ContentfulStatusCode);
}

/** What the sign-in page shows and does. */
export interface SignInPage {
  readonly workspaceName: string;
  readonly issuer: string;
  readonly poolId: string;
  /** Module that registers `<passkey-signin>`. */
  readonly script: string;
  /** Seconds until the page asks the server where to go instead. */
  readonly lifetime: number;
  /** Whether a password may be the first factor. */
  readonly takesPassword: boolean;
  readonly preferred: 'passkey' | 'other';
  readonly loginHint?: string;
}

/**
 * The hosted sign-in page. The element finds `login_id` and `login_state` in the page's query, takes the password
 * form that it is given, and follows `redirect_to` when the sign-in is done.
 */
export function signInPage(page: SignInPage): Page {
  const at = new URL(`${page.issuer}/sign-in`).pathname;
  return {
    title: `Sign in · ${page.workspaceName}`,
    stylesheet: `${at}/style.css`,
    head: html`<meta http-equiv="refresh" content="${page.lifetime}" />
      <script type="module" src="${at}/page.js"></script>
      <script type="module" src="${page.script}"></script>`,
    body: html`<h1>Sign in to ${page.workspaceName}</h1>
      <passkey-signin
        issuer="${page.issuer}"
        pool-id="${page.poolId}"
        transaction="from-url"
        preferred="${page.preferred}"
        ${page.loginHint === undefined ? '' : html`username="${page.loginHint}"`}
      >
        ${page.takesPassword ? passwordForm(page) : ''}
      </passkey-signin>`,
  };
}

/**
 * The username stands first: in Classic mode the passkey asks for it, too. `post`, so that a password never gets into
 * a URL, also where the script did not load.
 */
function passwordForm({ loginHint = '' }: SignInPage) {
  return html`<div slot="username">
      <label for="username">Email</label>
      <input
        id="username"
        name="username"
        autocomplete="username webauthn"
        value="${loginHint}"
        form="password-form"
        required
      />
    </div>
    <form slot="other-ways" id="password-form" method="post" data-passkey-password>
      <label for="password">Password</label>
      <input id="password" name="password" type="password" autocomplete="current-password" required />
      <button>Sign in with a password</button>
    </form>`;
}

/** Strict: the elements need nothing more. */
const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "connect-src 'self'",
  "require-trusted-types-for 'script'",
  "trusted-types lit-html 'allow-duplicates'",
  "frame-ancestors 'none'",
  "base-uri 'none'",
  "form-action 'self'",
].join('; ');

/** The server knows the way on from a sign-in that is over; a page that is open, or comes back by Back, does not. */
export const pageScript = `
addEventListener('passkey-signin-failed', ({ detail }) => {
  if (detail.serverCode === 'transaction_over') location.reload();
});
addEventListener('pageshow', ({ persisted }) => {
  if (persisted) location.reload();
});
`;

export const stylesheet = `
:root { color-scheme: light dark; font: 1rem/1.5 system-ui, sans-serif; }
body { margin: 0; min-block-size: 100svb; display: grid; grid-template-rows: 1fr auto; }
main { inline-size: min(22rem, 100% - 3rem); margin: auto; padding-block: 3rem; }
h1 { font-size: 1.5rem; line-height: 1.2; margin-block: 0 1.5rem; }
form, [slot='username'] { display: grid; gap: 0.25rem; }
label { font-weight: 600; }
input, form button {
  font: inherit; box-sizing: border-box; inline-size: 100%; min-block-size: 2.75rem;
  padding-inline: 0.75rem; border: 1px solid GrayText; border-radius: 0.5rem;
}
input { margin-block-end: 0.75rem; background: Field; color: FieldText; }
form button { background: transparent; color: inherit; font-weight: 600; cursor: pointer; }
a { display: block; margin-block-start: 1rem; }
footer { padding: 1rem 1.5rem; text-align: center; font-size: 0.875rem; opacity: 0.75; }
`;
