import { html } from 'hono/html';
import type { Page } from './markup.ts';
import { errorList } from './sign-in-markup.ts';

export interface RegistrationPage {
  readonly workspaceName: string;
  readonly issuer: string;
  readonly poolId: string;
  readonly script: string;
  readonly assets: string;
  /** Path and query of the page, which its form goes back to. */
  readonly path: string;
  readonly query: string;
  readonly errors: readonly string[];
}

/** The page of a sign-up, or of a link that activates an account. */
export function registrationPage(page: RegistrationPage): Page {
  return {
    title: `Create a passkey · ${page.workspaceName}`,
    stylesheet: `${page.assets}/style.css`,
    head: html`<script type="module" src="${page.script}"></script>`,
    body: html`<h1>Create a passkey for ${page.workspaceName}</h1>
      ${errorList(page.errors)}
      <form method="post" action="${page.path}${page.query}">
        <passkey-signin
          issuer="${page.issuer}"
          pool-id="${page.poolId}"
          transaction="from-url"
        ></passkey-signin>
        <input type="hidden" name="action" value="submit" />
      </form>`,
  };
}
