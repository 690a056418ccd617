import type { Family } from '../api/contract.ts';
import { signInEndpoints } from '../api/urls.ts';
import { isSuccess, type Answer } from './ask.ts';
import { toObject, toObjects } from './evidence.ts';
import type { Interview } from './interview.ts';
import type { AssertionChanges, SoftwareAuthenticator } from './software-authenticator.ts';
import { startTransaction } from './transaction.ts';

/** Signs in with the passkey of the rehearsal. `undefined` if the begin was refused, or nothing can be signed in to. */
export type SignInWith = (name: string, changes?: AssertionChanges) => Promise<Answer | undefined>;

/** By the app's transaction on the hosted page where an app is given, else by the calls that answer with tokens. */
export function createSignIn(
  interview: Interview,
  family: Family,
  authenticator: SoftwareAuthenticator,
): SignInWith {
  const { options } = interview;
  if (options.app) {
    return (name, changes) => signInOnHostedPage({ interview, family, authenticator, name, changes });
  }
  if (options.poolId === undefined) return () => Promise.resolve(undefined);
  return (name, changes) => signInForTokens({ interview, family, authenticator, name, changes });
}

interface Rehearsed {
  readonly interview: Interview;
  readonly family: Family;
  readonly authenticator: SoftwareAuthenticator;
  readonly name: string;
  readonly changes: AssertionChanges | undefined;
}

async function signInForTokens(rehearsed: Rehearsed): Promise<Answer | undefined> {
  const { interview, family, authenticator, name, changes } = rehearsed;
  const { ask, options, workspace } = interview;
  const { loginBegin, loginComplete } = signInEndpoints(options);
  const identifier = family === 'webauthn' ? { identifier: primaryIdentifier(interview) } : {};
  const json = { workspace_id: workspace.workspaceId, ...identifier };
  const url = loginBegin.replace('{family}', family);
  const publicKey = readPublicKey(await ask({ name: `${name}/begin`, method: 'POST', url, json }));
  if (!publicKey) return undefined;
  const assertion = authenticator.get(publicKey, changes);
  return ask({ name, method: 'POST', url: loginComplete.replace('{family}', family), json: assertion });
}

async function signInOnHostedPage(rehearsed: Rehearsed): Promise<Answer | undefined> {
  const { interview, family, authenticator, name, changes } = rehearsed;
  const transaction = await startTransaction(interview, `${name}/authorize`);
  if (!transaction) return undefined;
  const { page, query, cookie } = transaction;
  const headers = { Cookie: cookie };
  const url = (call: string): string => `${page}/${family}/${call}?${query}`;
  const who = family === 'webauthn' && { json: { identifier: primaryIdentifier(interview), user_id: '' } };
  const begun = await interview.ask({
    ...{ name: `${name}/begin`, method: 'POST', url: url('options'), headers },
    ...(who || {}),
  });
  const publicKey = readPublicKey(begun);
  if (!publicKey) return undefined;
  const json = authenticator.get(publicKey, changes);
  return interview.ask({ name, method: 'POST', url: url('finish'), headers, json });
}

const readPublicKey = (answer: Answer) =>
  isSuccess(answer) ? toObject(toObject(answer.body)['publicKey']) : undefined;

/** The name that Classic asks for: an email address, else a user name, else a number. */
function primaryIdentifier({ answers }: Interview): unknown {
  const listed = toObjects(toObject(answers.get('me')?.body)['identifiers']);
  const types = ['email', 'uid', 'mobile'];
  const [found] = types.flatMap((type) => listed.find((each) => each['type'] === type) ?? []);
  return found && toObject(found)['identifier'];
}
