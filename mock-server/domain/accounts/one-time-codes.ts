import { findUser, deleteKey, getOwn } from '../../store/lookup.ts';
import type { Code, Pool, User } from '../../store/state.ts';
import { countAttempt, resetAttempts } from './rate-limit.ts';
import { addPasskey, type NewPasskey } from '../passkeys/registration.ts';
import { readCredential } from '../passkeys/credential-import.ts';
import { requireFamilySomewhere } from './mechanisms.ts';
import { newSecret, type RequestContext } from '../context.ts';
import { ApiError, apiError } from '../error.ts';

type Body = Readonly<Record<string, unknown>>;

/** So many wrong ones end a code. */
const mostWrong = 10;

const mostMessages = 1000;

/**
 * Sends a one-time code before a passkey is added; codes sent earlier are void. Nobody learns whether the address
 * exists: an unknown one is answered alike.
 */
export function requestCode(context: RequestContext, pool: Pool, body: Body): void {
  const { address } = body;
  if (typeof address !== 'string' || address.trim() === '') {
    throw apiError('invalid_request', 'address must be a string.');
  }
  requireFamilySomewhere(context, pool, 'webauthn');
  const claimed = claimedUser(context, pool, body);
  countAttempt(
    context,
    `code-request:${pool.id}:${address.trim().toLowerCase()}`,
    context.rules.attempts.code,
  );
  const user = findUser(context.state, 'address', pool.id, address);
  if (user?.status !== 'active' || (claimed.by !== 'address' && claimed.user !== user)) return;
  const code = newCode(context, pool, user, address);
  context.state.codes[user.id] = code;
  send(context, code);
}

/** Puts a message into the outbox, which holds the newest ones. */
function send(context: RequestContext, { address, code, extendedCode }: Code): void {
  const message = { address, code, extendedCode, type: 'enroll_webauthn', sentAt: context.now() };
  context.state.outbox = [...context.state.outbox.slice(1 - mostMessages), message];
}

/** Adds a Classic passkey for a right code. Whatever fails but the form of the body, the answer is one 401. */
export async function completeCode(context: RequestContext, pool: Pool, body: Body): Promise<void> {
  const { code } = body;
  if (typeof code !== 'string' || code === '') throw apiError('invalid_request', 'code must be a string.');
  requireFamilySomewhere(context, pool, 'webauthn');
  const claimed = claimedUser(context, pool, body);
  const made = await handedOver(body);
  const user = guessCode(context, pool, claimed, code);
  try {
    addPasskey(context, user, pool, 'webauthn', made);
  } catch (cause) {
    throw wrongCode(cause);
  }
}

/** The user of a code that was sent to them, which is used up. @throws 401, or 429 after too many guesses */
export function redeemCode(context: RequestContext, pool: Pool, address: string, code: string): User {
  return guessCode(context, pool, claimedUser(context, pool, { address, code }), code);
}

/** The user of an extended code, from a link that was sent to them. It stays good. @throws 401 */
export function requireLinkedUser(context: RequestContext, pool: Pool, code: string): User {
  const sent = Object.values(context.state.codes).find(({ extendedCode }) => extendedCode === code);
  const user = sent && getOwn(context.state.users, sent.userId);
  if (sent?.poolId !== pool.id || sent.expiresAt <= context.now() || user?.status !== 'active') {
    throw wrongCode();
  }
  return user;
}

/** Ends the codes of a user. */
export function dropCode(context: RequestContext, user: User): void {
  deleteKey(context.state.codes, user.id);
}

function guessCode(context: RequestContext, pool: Pool, claimed: Claim, code: string): User {
  const guessed = `code:${pool.id}:${claimed.key}`;
  countAttempt(context, guessed, context.rules.attempts.code);
  const user = takeCode(context, pool, claimed, code);
  resetAttempts(context, guessed);
  return user;
}

/** A body of the wrong form is told so; a credential that does not verify is one more reason for the generic 401. */
function handedOver(body: Body): Promise<NewPasskey> {
  return readCredential(body['new_web_authn'], 'new_web_authn').catch((error: unknown) => {
    throw error instanceof ApiError && error.code === 'verification_failed' ? wrongCode(error) : error;
  });
}

interface Claim {
  readonly by: 'address' | 'identifier' | 'userID' | 'code';
  /** What guesses are counted by. */
  readonly key: string;
  readonly user?: User | undefined;
}

/** Whom the body names, by one of three; none: the code alone says it. */
function claimedUser(context: RequestContext, pool: Pool, body: Body): Claim {
  const { address, identifier, userID } = body;
  const named = Object.entries({ identifier, userID, address }).filter(([, value]) => value !== undefined);
  if (named.some(([, value]) => typeof value !== 'string')) {
    throw apiError('invalid_request', 'address, identifier and userID must be strings.');
  }
  if (identifier !== undefined && userID !== undefined) {
    throw apiError('invalid_request', 'Give identifier or userID, not both.');
  }
  const [by, value] = (named[0] ?? ['code', '']) as [Claim['by'], string];
  return { by, key: `${by}:${value.trim().toLowerCase()}`, user: userBy(context, pool, by, value) };
}

function userBy(context: RequestContext, pool: Pool, by: Claim['by'], value: string): User | undefined {
  if (by === 'code') return undefined;
  return by === 'userID' ? getOwn(context.state.users, value) : findUser(context.state, by, pool.id, value);
}

/** The user of that code, which is used from now on. */
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

function newCode(context: RequestContext, pool: Pool, user: User, address: string): Code {
  return {
    poolId: pool.id,
    userId: user.id,
    address: address.trim(),
    code: digits(context, pool.enrollCode.length),
    extendedCode: newSecret(context),
    wrong: 0,
    expiresAt: context.now() + pool.enrollCode.ttl * 1000,
  };
}

/** Decimal digits, each as likely as the next: bytes of 250 and more are thrown away. */
function digits(context: RequestContext, length: number): string {
  let text = '';
  while (text.length < length) {
    const [byte = 255] = context.randomBytes(1);
    if (byte < 250) text += String(byte % 10);
  }
  return text;
}

function wrongCode(cause?: unknown): ApiError {
  return new ApiError(401, 'verification_failed', 'The code is wrong or no longer valid.', { cause });
}
