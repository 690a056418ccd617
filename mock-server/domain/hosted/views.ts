import type { Mechanism } from '../../store/state.ts';
import { effective } from '../accounts/mechanisms.ts';
import { apiError } from '../error.ts';
import type { PendingPlace } from './place.ts';

/** The vendor's names of its views, and two of our own for a lost passkey. */
export type View =
  | 'password_view'
  | 'web_authn_view'
  | 'usernameless_web_authn_view'
  | 'lost_passkey_view'
  | 'code_view'
  | 'web_authn_register_view';

const mechanisms: Readonly<Partial<Record<View, Mechanism>>> = {
  password_view: 'password',
  web_authn_view: 'webauthn',
  usernameless_web_authn_view: 'usernameless_webauthn',
  lost_passkey_view: 'webauthn',
  code_view: 'webauthn',
  web_authn_register_view: 'webauthn',
};

/** The mechanisms that the page can offer: of the second step after a password, else of the first. */
export function offeredMechanisms({ pool, workspace, transaction }: PendingPlace): Mechanism[] {
  return effective(transaction.firstFactor ? pool.secondFactors : pool.firstFactors, workspace);
}

/** The view that a page opens with: the preferred mechanism's, if it is offered. */
export function initialView(place: PendingPlace): View | undefined {
  const offered = offeredMechanisms(place);
  const [preferred] = effective([place.pool.preferred], place.workspace);
  const first = preferred && offered.includes(preferred) ? preferred : offered[0];
  return (Object.keys(mechanisms) as View[]).find(
    (view) => first !== undefined && mechanisms[view] === first,
  );
}

/** @throws 403 for a view that the page cannot offer */
export function requireOffered(place: PendingPlace, view: View): void {
  if (!isOffered(place, view))
    throw apiError('mechanism_not_allowed', 'This way to sign in is not active here.');
}

export function isOffered(place: PendingPlace, view: View): boolean {
  const mechanism = mechanisms[view];
  const isFirstStep = !place.transaction.firstFactor;
  const isRecovery = view.startsWith('lost') || view === 'code_view' || view === 'web_authn_register_view';
  return (
    mechanism !== undefined && offeredMechanisms(place).includes(mechanism) && (isFirstStep || !isRecovery)
  );
}
