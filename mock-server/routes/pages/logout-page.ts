import { html } from 'hono/html';
import type { Workspace } from '../../store/state.ts';
import { type Call, calledPath } from '../context.ts';
import type { OAuthParameters } from '../oauth-parameters.ts';
import { sendPage } from './markup.ts';

/** Asks the person before the session ends; the form sends the same request with the confirmation. */
export function sendLogoutQuestion(
  call: Call,
  workspace: Workspace,
  query: OAuthParameters,
  { confirmation, clientName }: { readonly confirmation: string; readonly clientName?: string },
) {
  const title = `Sign out of ${workspace.name}?`;
  const fields = Object.entries({ ...query, logout_confirmation: confirmation });
  const asking = clientName ?? 'A page';
  const body = html`<h1>${title}</h1>
    <p>${asking} asks to sign you out. To stay signed in, close this page.</p>
    <form method="post" action="${calledPath(call)}">
      ${fields.map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}" />`)}
      <button>Sign out</button>
    </form>`;
  return sendPage(call, { title, stylesheet: stylesheetAt(call), body });
}

export function sendSignedOut(call: Call, workspace: Workspace) {
  const title = 'You are signed out';
  const body = html`<h1>${title}</h1>
    <p>Your session at ${workspace.name} has ended.</p>`;
  return sendPage(call, { title, stylesheet: stylesheetAt(call), body });
}

function stylesheetAt(call: Call): string {
  return calledPath(call).replace(/\/oidc\/logout$/, '/sign-in/style.css');
}
