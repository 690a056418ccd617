import type { CredentialAssertion, CredentialCreation } from '../../../src/api/contract.ts';
import { findUser, getOwn, primaryIdentifier } from '../../store/lookup.ts';
import type { PasskeyMechanism, User } from '../../store/state.ts';
import { dropCode, requireLinkedUser } from '../accounts/code-links.ts';
import { requireMechanism } from '../accounts/mechanisms.ts';
import type { RequestContext } from '../context.ts';
import { apiError } from '../error.ts';
import { completeSignIn } from '../oauth/complete-sign-in.ts';
import { beginAuthentication, completeAuthentication } from '../passkeys/authentication.ts';
import { beginRegistration, completeRegistration } from '../passkeys/registration.ts';
import { createAccount } from '../passkeys/sign-up.ts';
import type { HostedPlace, PendingPlace } from './place.ts';

/** Body of `{page}/webauthn/options`: either may be blank. */
export interface WhoSignsIn {
  readonly identifier: string;
  readonly userId: string;
}

/** Options of a sign-in. A user ID that is unknown is treated like an identifier without passkeys. */
export function assertionOptions(
  context: RequestContext,
  place: HostedPlace,
  family: PasskeyMechanism,
  { identifier, userId }: WhoSignsIn,
): Promise<CredentialAssertion> {
  const user = identifier === '' ? getOwn(context.state.users, userId) : undefined;
  const isHere = user?.poolId === place.pool.id;
  const typed = isHere ? (primaryIdentifier(user) ?? '') : identifier || userId;
  return beginAuthentication(context, place.pool, family, place, typed);
}

/** Verifies an assertion; the form that the page posts next goes on with the sign-in. */
export async function finishAssertion(
  context: RequestContext,
  { pool, transaction }: PendingPlace,
  family: PasskeyMechanism,
  body: unknown,
): Promise<void> {
  await completeAuthentication(context, pool, family, body, { transactionId: transaction.id });
}

/** Verifies the attestation of a sign-up, and creates the account. */
export async function finishSignUp(
  context: RequestContext,
  { pool, transaction }: HostedPlace,
  family: PasskeyMechanism,
  body: unknown,
): Promise<void> {
  const { place, authentication } = await createAccount(context, pool, family, body, {
    transactionId: transaction?.id,
  });
  if (transaction) await completeSignIn(context, place, authentication);
}

/** Options for the passkey of the user of an activation link. The link stays good until the passkey is there. */
export function activationOptions(
  context: RequestContext,
  place: HostedPlace,
  family: PasskeyMechanism,
  code: string,
): CredentialCreation {
  return beginRegistration(
    context,
    enrolment(place, family, requireLinkedUser(context, place.pool, code)),
    false,
  );
}

/** Adds the passkey of the user of an activation link, which is used up. */
export async function finishActivation(
  context: RequestContext,
  place: HostedPlace,
  family: PasskeyMechanism,
  code: string,
  body: unknown,
): Promise<void> {
  const user = requireLinkedUser(context, place.pool, code);
  await addWithCode(context, place, family, user, body);
}

/** Options for a new passkey in place of a lost one, for the user who gave the right code in this sign-in. */
export function replacementOptions(
  context: RequestContext,
  place: PendingPlace,
  family: PasskeyMechanism,
  identifier: string,
): CredentialCreation {
  const user = requireRecovering(context, place);
  const named = identifier === '' ? user : findUser(context.state, 'identifier', place.pool.id, identifier);
  if (named !== user)
    throw apiError('invalid_request', 'identifier must be the one that the code was sent to.');
  return beginRegistration(context, enrolment(place, family, user), false);
}

/** Adds the new passkey. */
export async function finishReplacement(
  context: RequestContext,
  place: PendingPlace,
  family: PasskeyMechanism,
  body: unknown,
): Promise<void> {
  await addWithCode(context, place, family, requireRecovering(context, place), body);
}

async function addWithCode(
  context: RequestContext,
  place: HostedPlace,
  family: PasskeyMechanism,
  user: User,
  body: unknown,
): Promise<void> {
  await completeRegistration(context, enrolment(place, family, user), body, undefined);
  dropCode(context, user);
  const authentication = { userId: user.id, at: context.now(), amr: ['otp', 'pop'] };
  if (place.transaction) await completeSignIn(context, place, authentication);
}

function enrolment({ pool, workspace }: HostedPlace, family: PasskeyMechanism, user: User) {
  requireMechanism(workspace, pool, family, 'any');
  return { user, pool, family, workspaceId: workspace.id };
}

function requireRecovering(context: RequestContext, { transaction }: PendingPlace): User {
  const user = getOwn(context.state.users, transaction.recovers ?? '');
  if (user?.status !== 'active') throw apiError('invalid_request', 'A code by mail has to be given first.');
  return user;
}
