import { isPasskeyError, PasskeyError } from '../../errors.ts';
import type { TokenReply } from '../../api/contract.ts';
import { browserClock, withTimeout, type Clock } from '../../async/clock.ts';

/** Milliseconds that `onTokens` may take. */
const deliveryTimeoutMs = 15_000;

const late = Symbol('late');

/**
 * Hands the tokens to the page and waits until it has stored them. A `Response` that the function returns counts: an
 * unsuccessful one means that the page's server did not take the tokens.
 *
 * @throws PasskeyError `offline` or `server_error` when the page's server is not reached, refuses or does not answer,
 *   `configuration` for another error in the function
 */
export async function deliverTokens(
  onTokens: (tokens: TokenReply) => unknown,
  tokens: TokenReply,
  clock: Clock = browserClock,
): Promise<void> {
  const delivered = await withTimeout(clock, deliveryTimeoutMs, callPage(onTokens, tokens), late);
  if (delivered === late) throw new PasskeyError('server_error', 'onTokens did not finish in time.');
  if (!isRefusal(delivered)) return;
  throw new PasskeyError('server_error', 'The response that onTokens returned is an error.', {
    status: delivered.status,
  });
}

async function callPage(onTokens: (tokens: TokenReply) => unknown, tokens: TokenReply): Promise<unknown> {
  try {
    return await onTokens(tokens);
  } catch (cause) {
    throw toDeliveryError(cause);
  }
}

/** A `PasskeyError` of the page is kept. No message of the page is repeated: it may contain a token. */
function toDeliveryError(cause: unknown): PasskeyError {
  if (isPasskeyError(cause)) return cause;
  if (isNetworkError(cause)) {
    const code = globalThis.navigator?.onLine === false ? 'offline' : 'server_error';
    return new PasskeyError(code, 'onTokens did not reach the server of this page.', { cause });
  }
  if (isRefusal(cause)) {
    return new PasskeyError('server_error', 'onTokens threw the response of a refusal.', {
      status: cause.status,
    });
  }
  const type = cause instanceof Error ? cause.name : typeof cause;
  return new PasskeyError('configuration', `A function of the page threw ${type}.`, { cause });
}

/** Matches a `Response`, also one of another window. */
function isRefusal(value: unknown): value is { readonly status: number } {
  const { ok, status } = Object(value) as { readonly ok?: unknown; readonly status?: unknown };
  return ok === false && typeof status === 'number';
}

/** The messages of `fetch` in Chromium, Firefox and Safari; a programming mistake is a `TypeError` as well. */
const isNetworkError = (cause: unknown): boolean =>
  cause instanceof TypeError &&
  /failed to fetch|networkerror|load failed|network connection was lost/i.test(cause.message);
