import { getOwn } from '../../store/lookup.ts';
import { redeemCode, requestCode } from '../accounts/one-time-codes.ts';
import { signInWithPassword } from '../accounts/password.ts';
import { hostedPageUrl, issuerUrl, type RequestContext } from '../context.ts';
import { ApiError, apiError } from '../error.ts';
import type { PendingPlace } from './place.ts';
import { initialView, isOffered, requireOffered, type View } from './views.ts';

/** The form of a hosted page; every member may be blank or absent. */
export type HostedForm = Readonly<Record<string, string>>;

/** The answer to a form: a redirect, or the page once more. */
export type Step =
  | { readonly location: string }
  | { readonly view: View; readonly identifier?: string; readonly failure?: ApiError };

const views: Record<string, View> = {
  change_to_password: 'password_view',
  change_to_web_authn: 'web_authn_view',
  change_to_usernameless_web_authn: 'usernameless_web_authn_view',
  change_to_lost_passkey: 'lost_passkey_view',
};

/** Answers the form of the sign-in page; a refusal shows the page again, with its reason. */
export async function submitSignIn(
  context: RequestContext,
  place: PendingPlace,
  form: HostedForm,
): Promise<Step> {
  const view = getOwn(views, form['action'] ?? '') ?? (form['authn_mode'] as View | undefined);
  const shown = view && isOffered(place, view) ? view : initialView(place);
  const page = { view: shown ?? 'password_view', identifier: form['identifier'] ?? '' };
  try {
    return await answer(context, place, form, page);
  } catch (error) {
    if (!(error instanceof ApiError) || error.code === 'transaction_over') throw error;
    return { ...page, failure: error };
  }
}

async function answer(
  context: RequestContext,
  place: PendingPlace,
  form: HostedForm,
  page: { readonly view: View; readonly identifier: string },
): Promise<Step> {
  const { action = '', authn_mode: mode } = form;
  if (action === 'back_to_main_login_page') return { location: pageUrl(context, place, 'login') };
  if (action === 'change_to_register') return { location: pageUrl(context, place, 'register') };
  const wanted = getOwn(views, action);
  if (wanted) {
    requireOffered(place, wanted);
    return page;
  }
  if (mode === 'password_view') return submitPassword(context, place, form);
  if (mode === 'lost_passkey_view') return sendRecoveryCode(context, place, form);
  if (mode === 'code_view') return submitCode(context, place, form);
  return submitPasskey(context, place, form);
}

/** The ceremony came before the form, in `finish`; or it failed, and the page reports the reason. */
export function submitPasskey(context: RequestContext, place: PendingPlace, form: HostedForm): Step {
  const reported = form['web_authn_error'] ?? '';
  if (reported !== '') throw apiError('invalid_request', reported.slice(0, 300));
  const { transaction, workspace } = place;
  if (!transaction.authentication) {
    throw apiError('invalid_request', 'The passkey was not confirmed. Try again.');
  }
  const query = new URLSearchParams({ login_id: transaction.id, login_state: transaction.state });
  return { location: `${issuerUrl(context, workspace)}/oauth2/continue?${query.toString()}` };
}

async function submitPassword(
  context: RequestContext,
  place: PendingPlace,
  { identifier = '', password = '' }: HostedForm,
): Promise<Step> {
  const reply = await signInWithPassword(context, place.pool, place, { identifier, password });
  if ('redirect_to' in reply) return { location: reply.redirect_to };
  return { view: initialView(place) ?? 'web_authn_view', identifier };
}

/** Sends a code by mail, and answers in the same way whether or not the address exists. */
function sendRecoveryCode(context: RequestContext, place: PendingPlace, form: HostedForm): Step {
  requireOffered(place, 'lost_passkey_view');
  if (!form['identifier']?.trim()) throw apiError('invalid_request', 'The email is missing.');
  requestCode(context, place.pool, { address: form['identifier'] });
  return { view: 'code_view', identifier: form['identifier'] ?? '' };
}

function submitCode(context: RequestContext, place: PendingPlace, form: HostedForm): Step {
  requireOffered(place, 'code_view');
  const { identifier = '', code = '' } = form;
  const user = redeemCode(context, place.pool, identifier, code);
  const { personId = user.id } = place.transaction;
  if (personId !== user.id) throw apiError('invalid_request', 'This sign-in is for another person.');
  place.transaction.recovers = user.id;
  return { view: 'web_authn_register_view', identifier };
}

function pageUrl(context: RequestContext, place: PendingPlace, page: 'login' | 'register'): string {
  const { workspace, transaction, pool } = place;
  const query = { server_id: workspace.id, login_id: transaction.id, login_state: transaction.state };
  return `${hostedPageUrl(context, pool, page)}?${new URLSearchParams(query).toString()}`;
}
