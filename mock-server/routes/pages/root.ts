import { html } from 'hono/html';
import type { MiddlewareHandler } from 'hono';
import type { Seed } from '../../domain/admin/seed-document.ts';
import { hostedBaseUrl, issuerUrl } from '../../domain/context.ts';
import { relatedOrigins } from '../../domain/passkeys/relying-party.ts';
import { usualPasswords } from '../../store/seed.ts';
import type { Client, User, Workspace } from '../../store/state.ts';
import { type Call, calledPath, type Env, requestHost } from '../context.ts';
import { reply } from '../json.ts';
import { sendPage } from './markup.ts';

/**
 * Paths at the root of the origin, in whatever layout: a start page for people, and the origins that use the pools'
 * passkeys (WebAuthn Level 3, section "Using Web Authentication across related origins").
 */
export function atRoot(seed: Seed | undefined): MiddlewareHandler<Env> {
  const passwords = new Map<string | undefined, string | undefined>(
    seed?.users ? seed.users.map(({ identifiers: [name], password }) => [name, password]) : usualPasswords,
  );
  return async (call, next) => {
    const path = call.req.method === 'GET' ? calledPath(call) : '';
    if (path === '/' && isForPeople(call)) return sendStartPage(call, passwords);
    const origins = path === '/.well-known/webauthn' ? relatedOrigins(call.var.context) : [];
    return origins.length > 0 ? reply(call, { origins }) : next();
  };
}

/** A program gets the refusal of a call that is not there. */
const isForPeople = ({ req }: Call) => /\btext\/html\b/.test(req.header('Accept') ?? '');

type Passwords = ReadonlyMap<string | undefined, string | undefined>;

function sendStartPage(call: Call, passwords: Passwords) {
  const { state, origin } = call.var.context;
  const title = 'Mock server of SecureAuth Connect';
  const { pathname } = new URL(hostedBaseUrl(call.var.context));
  const isHere = requestHost(call).caller !== 'stranger';
  const body = html`<h1>${title}</h1>
    <p>It runs at ${origin}, for the tenant ${state.tenant.name} (<code>${state.tenant.id}</code>).</p>
    <h2>Workspaces</h2>
    <ul>
      ${Object.values(state.workspaces).map((workspace) => workspaceItem(call, workspace))}
    </ul>
    <h2>Pools</h2>
    <ul>
      ${Object.keys(state.pools).map((id) => html`<li><code>${id}</code></li>`)}
    </ul>
    <h2>Clients</h2>
    <ul>
      ${Object.values(state.clients).map(clientItem)}
    </ul>
    ${isHere ? people(Object.values(state.users), passwords) : ''}`;
  return sendPage(call, { title, stylesheet: `${pathname}/assets/style.css`, body });
}

function workspaceItem(call: Call, workspace: Workspace) {
  const issuer = issuerUrl(call.var.context, workspace);
  return html`<li>
    ${workspace.name}: ${toMode(workspace)}. Issuer <code>${issuer}</code>
    <a href="${issuer}/.well-known/openid-configuration">Its endpoints</a>
  </li>`;
}

function toMode({ authenticationMechanisms }: Workspace): string {
  if (authenticationMechanisms.includes('usernameless_webauthn')) return 'Smart passkeys';
  return authenticationMechanisms.includes('webauthn') ? 'Classic passkeys' : 'no passkeys';
}

function clientItem({ id, name, secret, workspaceIds }: Client) {
  const kind = secret ? 'with a secret' : 'public';
  return html`<li><code>${id}</code>: ${name}, ${kind}, in ${workspaceIds.join(', ')}</li>`;
}

/** People and the passwords that they started with, for callers of this machine. */
function people(users: readonly User[], passwords: Passwords) {
  return html`<h2>People</h2>
    <ul>
      ${users.map(({ name, identifiers, passkeys }) => {
        const password = passwords.get(identifiers[0]);
        const secret = password === undefined ? '' : html`, password <code>${password}</code>`;
        return html`<li>${name}: ${identifiers.join(', ')}${secret}, passkeys: ${passkeys.length}</li>`;
      })}
    </ul>
    <a href="/_mock">Everything the server holds</a>
    <a href="/_mock/requests">The recent calls</a>`;
}
