import { isPasskeyError, PasskeyError } from '../errors.ts';
import { deliverTokens } from './token-delivery.ts';
import type { BodyHook, PasskeysConfig } from './types.ts';

type GuardedHooks = Pick<PasskeysConfig, 'onTokens' | 'onBegin' | 'onComplete'>;

/** The integrator's own functions that a ceremony waits for: what breaks in them is told as theirs. */
export function guardHooks({ onTokens, onBegin, onComplete }: GuardedHooks): GuardedHooks {
  return {
    ...(onTokens && {
      onTokens: (tokens) => deliverTokens(onTokens, tokens),
    }),
    ...(onBegin && { onBegin: reshaping('onBegin', onBegin) }),
    ...(onComplete && { onComplete: reshaping('onComplete', onComplete) }),
  };
}

function reshaping(name: 'onBegin' | 'onComplete', hook: BodyHook): BodyHook {
  return (body, call) => {
    try {
      return hook(body, call);
    } catch (cause) {
      throw hookError(name, cause);
    }
  };
}

/** A `PasskeyError` is what the integrator chose to say. */
function hookError(name: 'onBegin' | 'onComplete', cause: unknown): PasskeyError {
  if (isPasskeyError(cause)) return cause;
  return new PasskeyError('configuration', `The option ${name} of this page threw an error.`, { cause });
}
