import { deleteKey, findUser, getOwn, identifierKey } from '../../store/lookup.ts';
import type { Code, Pool, User } from '../../store/state.ts';
import { countAttempt, resetAttempts } from './rate-limit.ts';
import { addPasskey } from '../passkeys/registration.ts';
import { type HandedCredential, importCredential } from '../passkeys/credential-import.ts';
import { requireFamilySomewhere } from './mechanisms.ts';
import type { RequestContext } from '../context.ts';
import { sendCode } from './code-messages.ts';
import { ApiError, apiError } from '../error.ts';

/** Wrong guesses that end a code. */
const mostWrong = 10;

/** A user, named by one of three; none of them: the code alone names its user. */
export interface NamedUser {
  readonly address?: string | undefined;
  readonly identifier?: string | undefined;
  readonly userID?: string | undefined;
}

/**
 * Sends a one-time code before a passkey is added; earlier codes are void. An unknown address is answered in the same
 * way, so that the answer does not reveal who has an account.
 */
export function requestCode(context: RequestContext, pool: Pool, named: NamedUser): void {
  const { address = '' } = named;
  requireFamilySomewhere(context, pool, 'webauthn');
  const claimed = claimedUser(context, pool, named, '');
  countAttempt(context, `code-request:${pool.id}:${identifierKey(address)}`, context.rules.attempts.code);
  const user = findUser(context.state, 'address', pool.id, address);
  if (user?.status !== 'active' || (claimed.by !== 'address' && claimed.user !== user)) return;
  sendCode(context, pool, user, address);
}

/** Body of `add/complete`. */
export interface CodeAndCredential extends NamedUser {
  readonly code: string;
  readonly new_web_authn: HandedCredential;
}

/** Adds a Classic passkey for a right code. Every failure is the same 401. */
export async function completeCode(
  context: RequestContext,
  pool: Pool,
  { code, new_web_authn: credential, ...named }: CodeAndCredential,
): Promise<void> {
  requireFamilySomewhere(context, pool, 'webauthn');
  const claimed = claimedUser(context, pool, named, code);
  const made = await importCredential(credential).catch((error: unknown) => {
    throw error instanceof ApiError ? wrongCode(error) : error;
  });
  const user = guessCode(context, pool, claimed, code);
  try {
    addPasskey(context, user, pool, 'webauthn', made);
  } catch (cause) {
    throw wrongCode(cause);
  }
}

/** The user of a code that was sent to them, which is used up. @throws 401, or 429 after too many guesses */
export function redeemCode(context: RequestContext, pool: Pool, address: string, code: string): User {
  return guessCode(context, pool, claimedUser(context, pool, { address }, code), code);
}

function guessCode(context: RequestContext, pool: Pool, claimed: Claim, code: string): User {
  const guessed = `code:${pool.id}:${claimed.key}`;
  countAttempt(context, guessed, context.rules.attempts.code);
  const user = takeCode(context, pool, claimed, code);
  resetAttempts(context, guessed);
  return user;
}

interface Claim {
  readonly by: 'address' | 'identifier' | 'userID' | 'code';
  /** What guesses are counted by. */
  readonly key: string;
  readonly user?: User | undefined;
}

function claimedUser(
  context: RequestContext,
  pool: Pool,
  { address, identifier, userID }: NamedUser,
  code: string,
): Claim {
  if (identifier !== undefined && userID !== undefined) {
    throw apiError('invalid_request', 'Give identifier or userID, not both.');
  }
  const named = Object.entries({ identifier, userID, address }).filter(([, value]) => value !== undefined);
  // An extended code has 256 bits and cannot be guessed: a wrong one counts for itself, and locks out no other caller.
  const [by, value] = (named[0] ?? ['code', code.slice(0, 64)]) as [Claim['by'], string];
  return { by, key: `${by}:${identifierKey(value)}`, user: userBy(context, pool, by, value) };
}

function userBy(context: RequestContext, pool: Pool, by: Claim['by'], value: string): User | undefined {
  if (by === 'code') return undefined;
  return by === 'userID' ? getOwn(context.state.users, value) : findUser(context.state, by, pool.id, value);
}

/** Uses up a code. @returns its user */
function takeCode(context: RequestContext, pool: Pool, { by, user }: Claim, typed: string): User {
  const { codes, users } = context.state;
  const sent =
    by === 'code'
      ? Object.values(codes).find((code) => code.extendedCode === typed)
      : findCode(context, user);
  if (sent?.poolId !== pool.id || sent.expiresAt <= context.now()) throw wrongCode();
  if (typed !== sent.extendedCode && (by === 'code' || typed !== sent.code)) {
    sent.wrong += 1;
    if (sent.wrong >= mostWrong) deleteKey(codes, sent.userId);
    throw wrongCode();
  }
  deleteKey(codes, sent.userId);
  const owner = getOwn(users, sent.userId);
  if (owner?.status !== 'active') throw wrongCode();
  return owner;
}

function findCode(context: RequestContext, user: User | undefined): Code | undefined {
  return user && getOwn(context.state.codes, user.id);
}

export function wrongCode(cause?: unknown): ApiError {
  return new ApiError(401, 'verification_failed', 'The code is wrong or no longer valid.', { cause });
}
