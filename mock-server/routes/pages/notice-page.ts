import { html } from 'hono/html';
import type { OAuthFailure } from '../../oauth/failure.ts';
import { hostedBaseUrl } from '../../domain/context.ts';
import { ApiError } from '../../domain/error.ts';
import { type Ending, TransactionOver, waysBack } from '../../domain/oauth/transaction-over.ts';
import type { Call } from '../context.ts';
import { sendPage } from './markup.ts';

interface Link {
  readonly label: string;
  readonly href: string;
}

interface Notice {
  readonly title: string;
  readonly text: string;
  readonly links: readonly Link[];
}

/** Where a browser goes by a link, a form or Back; a client may also call the first two, which then answer JSON. */
const visited = /\/(?:oauth2\/authorize|oidc\/logout)$/;
const onlyVisited = /\/(?:oauth2\/continue|identity\/[^/]+\/(?:login|register|activate))$/;

/** Whether the answer is for a person, who must not be left with bare JSON. */
export function isVisit({ req }: Call): boolean {
  return (
    onlyVisited.test(req.path) ||
    (visited.test(req.path) && /\btext\/html\b/.test(req.header('Accept') ?? ''))
  );
}

/** A calm page in place of an error: what happened, and the way on. */
export function replyNotice(call: Call, failure: ApiError | OAuthFailure): Response | Promise<Response> {
  call.set('answered', failure.body);
  if (failure instanceof ApiError && failure.retryAfter !== undefined) {
    call.header('Retry-After', String(failure.retryAfter));
  }
  return sendNotice(call, toNotice(call, failure), failure.status);
}

function toNotice(call: Call, failure: ApiError | OAuthFailure): Notice {
  if (failure instanceof TransactionOver) {
    return { ...words[failure.ending], links: toLinks(call, failure) };
  }
  return { title: 'This did not work', text: failure.message, links: [] };
}

const words: Readonly<Record<Ending, Omit<Notice, 'links'>>> = {
  unknown: {
    title: 'This sign-in page is out of date',
    text: 'Go back to the app that sent you here, and sign in from there.',
  },
  used: {
    title: 'This sign-in is finished',
    text: 'A sign-in page can be used once. Go on in the app.',
  },
  expired: {
    title: 'This sign-in took too long',
    text: 'A sign-in page is open for 30 minutes. Nothing is lost: you can sign in again.',
  },
  elsewhere: {
    title: 'This sign-in began in another browser',
    text: 'If you began it, open the app in this browser and sign in from there. If a link was sent to you, close this page.',
  },
};

function toLinks(call: Call, over: TransactionOver): readonly Link[] {
  const ways = waysBack(call.var.context, over);
  if (!ways) return [];
  const again = ways.again === undefined ? [] : [{ label: 'Sign in again', href: ways.again }];
  return [...again, { label: `Go to ${ways.clientName}`, href: ways.toClient }];
}

/** Sends a page that states what happened, with links that lead on. */
export function sendNotice(call: Call, { title, text, links }: Notice, status: number) {
  const body = html`<h1>${title}</h1>
    <p>${text}</p>
    ${links.map(({ label, href }) => html`<a href="${href}">${label}</a>`)}`;
  const { pathname } = new URL(hostedBaseUrl(call.var.context));
  return sendPage(call, { title, stylesheet: `${pathname}/assets/style.css`, body }, status);
}
