import { Hono } from 'hono';
import { initialView, offeredMechanisms } from '../../domain/hosted/views.ts';
import { requirePool, requireTenant } from '../../domain/accounts/entities.ts';
import { isPasskey } from '../../domain/accounts/mechanisms.ts';
import { type HostedForm, type Step, submitPasskey, submitSignIn } from '../../domain/hosted/form.ts';
import {
  findKnownPerson,
  findPlace,
  type PendingPlace,
  requirePendingPlace,
} from '../../domain/hosted/place.ts';
import { hostedBaseUrl, issuerUrl } from '../../domain/context.ts';
import { apiError, ApiError } from '../../domain/error.ts';
import { primaryIdentifier } from '../../store/lookup.ts';
import type { Pool } from '../../store/state.ts';
import { readBody } from '../body.ts';
import { type Call, calledPath, type Env, pathPart } from '../context.ts';
import { pageScript, sendPage, stylesheet } from './markup.ts';
import { sendNotice } from './notice-page.ts';
import { registrationPage } from './registration-markup.ts';
import { type PageState, signInPage } from './sign-in-markup.ts';

/** The stylesheet and the script of the pages; mounted at `/{tenant}/identity/assets`. */
export const pageAssets = new Hono<Env>()
  .get('/page.js', (call) => call.body(pageScript, 200, { 'Content-Type': 'text/javascript' }))
  .get('/style.css', (call) => call.body(stylesheet, 200, { 'Content-Type': 'text/css' }));

/** The pages of a pool where people sign in, sign up and activate an account; mounted at `/{tenant}/identity/{poolId}`. */
export function hostedPages(script: string) {
  return new Hono<Env>()
    .get('/login', async (call) => {
      const place = await readPlace(call);
      return showSignIn(call, place, script, { view: initialView(place) });
    })
    .post('/login', async (call) => {
      const place = await readPlace(call);
      const step = await submitSignIn(call.var.context, place, await readForm(call));
      return 'location' in step ? call.redirect(step.location, 303) : showSignIn(call, place, script, step);
    })
    .on('GET', ['/register', '/activate'], (call) => showRegistration(call, script))
    .on('POST', ['/register', '/activate'], (call) => submitRegistration(call, script));
}

async function readPlace(call: Call): Promise<PendingPlace> {
  return requirePendingPlace(call.var.context, readPool(call), call.req.query());
}

function readPool(call: Call): Pool {
  requireTenant(call.var.context, pathPart(call, 'tenant'));
  return requirePool(call.var.context, pathPart(call, 'pool'));
}

/** The fields of a form, each once. @throws 400 for another kind of body */
async function readForm(call: Call): Promise<HostedForm> {
  const type = call.req.header('Content-Type') ?? '';
  if (!/^application\/x-www-form-urlencoded\b/i.test(type)) {
    throw apiError('invalid_request', 'The body must be application/x-www-form-urlencoded.');
  }
  return Object.fromEntries(new URLSearchParams(new TextDecoder().decode(await readBody(call))));
}

type Shown = Exclude<Step, { location: string }> | { readonly view: undefined };

function showSignIn(call: Call, place: PendingPlace, script: string, shown: Shown) {
  const { context } = call.var;
  const { workspace, transaction, pool } = place;
  const { failure, identifier = '' } = 'failure' in shown || 'identifier' in shown ? shown : {};
  if (failure?.retryAfter !== undefined) call.header('Retry-After', String(failure.retryAfter));
  if (failure) call.set('answered', failure.body);
  const known = findKnownPerson(context, place);
  const offered = offeredMechanisms(place);
  const state: PageState = {
    view: shown.view,
    identifier:
      (known && primaryIdentifier(known)) ??
      (identifier || (transaction.authorization?.['login_hint'] ?? '')),
    ...(known ? { userId: known.id, displayName: known.name } : {}),
    isSecondStep: transaction.firstFactor !== undefined,
    mechanisms: offered,
    preferred: isPasskey(pool.preferred) && offered.some(isPasskey) ? 'passkey' : 'other',
    errors: failure ? [failure.message] : [],
  };
  const page = signInPage({
    ...pageFrame(call, script),
    workspaceName: workspace.name,
    issuer: issuerUrl(context, workspace),
    poolId: pool.id,
    lifetime: Math.ceil((transaction.endsAt - context.now()) / 1000),
    query: new URL(call.req.url).search,
    state,
  });
  const target = transaction.authorization?.['redirect_uri'];
  return sendPage(
    call,
    { ...page, ...(target === undefined ? {} : { formTarget: target }) },
    failure?.status,
  );
}

function pageFrame(call: Call, script: string) {
  return { script, assets: `${new URL(hostedBaseUrl(call.var.context)).pathname}/assets` };
}

async function showRegistration(call: Call, script: string, failure?: ApiError) {
  const { context } = call.var;
  const { code: _, ...query } = call.req.query();
  const { workspace, pool, transaction } = await findPlace(context, readPool(call), query);
  const page = registrationPage({
    ...pageFrame(call, script),
    workspaceName: workspace.name,
    issuer: issuerUrl(context, workspace),
    poolId: pool.id,
    path: calledPath(call),
    query: new URL(call.req.url).search,
    errors: failure ? [failure.message] : [],
  });
  const target = transaction?.authorization?.['redirect_uri'];
  return sendPage(
    call,
    { ...page, ...(target === undefined ? {} : { formTarget: target }) },
    failure?.status,
  );
}

/** `action=submit` after the ceremony: goes on with the sign-in, or reports that the passkey is there. */
async function submitRegistration(call: Call, script: string) {
  const { code: _, ...query } = call.req.query();
  const { transaction, ...place } = await findPlace(call.var.context, readPool(call), query);
  const form = await readForm(call);
  if (!transaction) {
    const text = 'Your passkey is ready. You can sign in with it now.';
    return sendNotice(call, { title: 'You are all set', text, links: [] }, 200);
  }
  try {
    const pending = { ...place, transaction };
    const isLeaving = form['action'] === 'back_to_main_login_page';
    const step = isLeaving
      ? await submitSignIn(call.var.context, pending, form)
      : submitPasskey(call.var.context, pending, form);
    return 'location' in step ? call.redirect(step.location, 303) : await showRegistration(call, script);
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    return showRegistration(call, script, error);
  }
}
