import { fromPageRequest, isPasskeyError, PasskeyError } from '../../errors.ts';
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
  const refusal = fromPageRequest(delivered, 'onTokens');
  if (refusal) throw refusal;
}

async function callPage(onTokens: (tokens: TokenReply) => unknown, tokens: TokenReply): Promise<unknown> {
  try {
    return await onTokens(tokens);
  } catch (cause) {
    if (isPasskeyError(cause)) throw cause;
    const type = cause instanceof Error ? cause.name : typeof cause;
    throw (
      fromPageRequest(cause, 'onTokens') ??
      new PasskeyError('configuration', `The function onTokens of this page threw ${type}.`, { cause })
    );
  }
}
