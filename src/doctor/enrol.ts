import type { Family } from '../api/contract.ts';
import { segment, selfServiceBase, systemBase } from '../api/urls.ts';
import { isPasskeyError, PasskeyError } from '../errors.ts';
import { describeAnswer, isSuccess, type Answer, type Ask } from './ask.ts';
import { activeFamily, toObject, toObjects } from './evidence.ts';
import type { Interview } from './interview.ts';
import { createSignIn, type SignInWith } from './sign-in-rehearsal.ts';
import { SoftwareAuthenticator } from './software-authenticator.ts';

export interface RehearsalTools {
  readonly token: string;
  /** Of the client, where one is given: it may remove a last passkey. */
  readonly backendToken: string | undefined;
  /** Asks even when the time limit has passed or the caller gave up, so that nothing is left behind. */
  readonly cleanUp: Ask;
}

const removed = 'One passkey was enrolled, named, used and removed again; nothing else was changed.';

/**
 * Enrols a passkey of a software authenticator for the user of the token, names it, signs in with it and removes it. The
 * passkey is removed whatever fails on the way. Answers are kept under `enrol/…`.
 *
 * @returns a sentence about the changes that are left
 * @throws PasskeyError `configuration` where the passkey could not be removed again; nothing was enrolled then
 */
export async function rehearsePasskey(interview: Interview, tools: RehearsalTools): Promise<string> {
  const { answers, ask, options } = interview;
  const family = activeFamily({ answers }, 'create') ?? activeFamily({ answers });
  const me = answers.get('me');
  if (!family || !me || !isSuccess(me)) {
    return 'Nothing was changed: no passkey was enrolled, since no family of passkeys could be begun for this user.';
  }
  const before = listIds(me);
  if (before.length === 0 && tools.backendToken === undefined) {
    throw new PasskeyError(
      'configuration',
      'The user has no other passkey, and users cannot remove their last one: --enrol needs --client too, or a user who has a passkey. Nothing was changed.',
    );
  }
  const url = `${selfServiceBase(options)}/v2/self/${family}/create`;
  const { token } = tools;
  const begun = await ask({ name: 'enrol/begin', method: 'POST', url: `${url}/begin`, token });
  const publicKey = toObject(toObject(begun.body)['publicKey']);
  const authenticator = new SoftwareAuthenticator(pageOrigin(interview, publicKey));
  const json = isSuccess(begun) ? authenticator.create(publicKey) : undefined;
  if (!json) return `Nothing was changed: the enrolment was not begun (${describeAnswer(begun)}).`;
  const made: Made = { ...tools, interview, family, before, credentialId: authenticator.credentialId };
  const signIn = createSignIn(interview, family, authenticator);
  try {
    const completed = await ask({
      ...{ name: 'enrol/complete', method: 'POST', url: `${url}/complete`, token, json },
    });
    if (isSuccess(completed)) await nameAndUse(made, signIn);
  } catch (error) {
    const left = await removeMade(made);
    if (!isPasskeyError(error)) throw error;
    throw new PasskeyError(error.code, `${error.message} ${left}`);
  }
  const left = await removeMade(made);
  if (left === removed && family === 'usernameless-webauthn') await signIn('enrol/use-removed');
  return left;
}

interface Made extends RehearsalTools {
  readonly interview: Interview;
  readonly family: Family;
  readonly credentialId: string;
  /** IDs of the passkeys that the user had. */
  readonly before: readonly string[];
}

/** The page that the user's passkeys belong to: as configured, else the issuer's, else one of the RP ID. */
function pageOrigin({ options, workspace }: Interview, { rp }: { readonly rp?: unknown }): string {
  const { id } = toObject(rp);
  const { origin, hostname } = new URL(options.origin ?? workspace.issuer);
  const fits = typeof id !== 'string' || hostname === id || hostname.endsWith(`.${id}`);
  return fits ? origin : `https://${id}`;
}

async function nameAndUse(made: Made, signIn: SignInWith): Promise<void> {
  const { interview, token, family, credentialId } = made;
  const { ask, options } = interview;
  const self = `${selfServiceBase(options)}/v2/self`;
  const listed = await ask({ name: 'enrol/me', url: `${self}/me`, token });
  await ask({ name: 'enrol/begin-again', method: 'POST', url: `${self}/${family}/create/begin`, token });
  const id = findMade(made, listed);
  const rename = (name: string, given: string, path: string): Promise<Answer> =>
    ask({ name, method: 'PUT', url: `${self}/webauthn/${segment(path)}/name`, token, json: { name: given } });
  const named = id === undefined ? undefined : await rename('enrol/rename', 'Doctor', id);
  if (!isSuccess(named)) await rename('enrol/rename-by-credential-id', 'Doctor', credentialId);
  else if (id !== undefined) await rename('enrol/long-name', 'x'.repeat(65), id);
  await ask({ name: 'enrol/me-named', url: `${self}/me`, token });
  if (!isSuccess(await signIn('enrol/use'))) return;
  await signIn('enrol/use-framed', { crossOrigin: true });
  await signIn('enrol/use-old-counter', { counter: 1 });
}

/** The passkey with the credential's ID where the list shows IDs, else the only one that was not there before. */
function findMade({ before, credentialId }: Made, listed: Answer): string | undefined {
  const added = listPasskeys(listed).filter(({ id }) => typeof id === 'string' && !before.includes(id));
  const isShown = added.some((passkey) => typeof passkey['credential_id'] === 'string');
  const own = isShown ? added.filter((passkey) => passkey['credential_id'] === credentialId) : added;
  const [only, ...others] = own;
  return others.length === 0 && typeof only?.['id'] === 'string' ? only['id'] : undefined;
}

const listPasskeys = ({ body }: Answer) =>
  toObjects(toObject(body)['credentials']).filter(({ type }) => type === 'webauthn');

const listIds = (answer: Answer): readonly string[] =>
  listPasskeys(answer).flatMap(({ id }) => (typeof id === 'string' ? [id] : []));

/** Removes the passkey as the user, else as the backend, and looks whether it is gone. */
async function removeMade(made: Made): Promise<string> {
  const { interview, token, backendToken, cleanUp, before, credentialId } = made;
  const { options, answers } = interview;
  const self = `${selfServiceBase(options)}/v2/self`;
  const look = (name: string) => cleanUp({ name, url: `${self}/me`, token });
  const found = await look('enrol/me-before-removal');
  const id = findMade(made, found);
  if (isSuccess(found) && listIds(found).every((each) => before.includes(each))) {
    return 'No passkey was left: the enrolment was not completed.';
  }
  const remove = (name: string, url: string, bearer: string) =>
    cleanUp({ name, method: 'DELETE', url, token: bearer });
  let gone = await remove('enrol/remove', `${self}/webauthn/${segment(id ?? credentialId)}`, token);
  if (!isSuccess(gone) && id !== undefined) {
    const url = `${self}/webauthn/${segment(credentialId)}`;
    if (gone.status === 404) gone = await remove('enrol/remove-by-credential-id', url, token);
  }
  const { id: userId } = toObject(answers.get('me')?.body);
  if (!isSuccess(gone) && backendToken !== undefined && typeof userId === 'string') {
    const user = `${systemBase(options)}/system/pools/${segment(options.poolId ?? '')}/users/${segment(userId)}`;
    const url = `${user}/webauthn/${segment(id ?? credentialId)}`;
    gone = await remove('enrol/remove-as-backend', url, backendToken);
  }
  const after = await look('enrol/me-after');
  const isListed = id !== undefined && isSuccess(after) && listIds(after).includes(id);
  if (isSuccess(gone) && !isListed) return removed;
  return `The passkey that was enrolled could not be removed (${describeAnswer(gone)}): remove it from the user's list by hand; it is called Doctor, or is the newest.`;
}
