import { html } from 'hono/html';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import type { Call } from '../context.ts';

/** A page of the server's own. URLs are absolute or start with a slash. */
export interface Page {
  readonly title: string;
  readonly stylesheet: string;
  /** Further content of `head`. */
  readonly head?: Markup;
  readonly body: Markup;
  /** Redirect URI that a form of the page may end at, which `form-action` has to list. */
  readonly formTarget?: string;
}

export type Markup = ReturnType<typeof html>;

/** Answers with a page that no cache keeps and no other site frames. */
export function sendPage(call: Call, { title, stylesheet, head, body, formTarget }: Page, status = 200) {
  call.header('Content-Security-Policy', policy(formTarget));
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

/** Strict: the elements need nothing more. Browsers hold the redirects after a form to `form-action` too. */
function policy(formTarget: string | undefined): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "connect-src 'self'",
    "require-trusted-types-for 'script'",
    "trusted-types lit-html 'allow-duplicates'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
    `form-action 'self'${formTarget === undefined ? '' : ` ${toSource(formTarget)}`}`,
  ].join('; ');
}

/** An origin, or the scheme of a native application. */
function toSource(url: string): string {
  const { origin, protocol } = new URL(url);
  return /^https?:$/.test(protocol) ? origin : protocol;
}

/** Reloads where a sign-in is over: the server then answers with the way on. Back from the cache asks it, too. */
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
[role='alert'] { border-inline-start: 0.25rem solid; padding-inline-start: 0.75rem; }
.ways { margin-block-start: 1.5rem; }
a { display: block; margin-block-start: 1rem; }
footer { padding: 1rem 1.5rem; text-align: center; font-size: 0.875rem; opacity: 0.75; }
`;
