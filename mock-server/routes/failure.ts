import { ApiError, apiError } from '../domain/error.ts';
import { OAuthFailure } from '../oauth/failure.ts';
import { Malformed } from '../webauthn/index.ts';
import type { Call } from './context.ts';
import { replyRefusal } from './json.ts';
import { replyOAuthFailure } from './oauth.ts';
import { isVisit, replyNotice } from './pages/notice-page.ts';

type Reply = Response | Promise<Response>;

/** Answers a call that no route takes. */
export function replyNoSuchCall(call: Call): Reply {
  return replyFailure(call, noSuchCall(call.req.path));
}

/** Answers a call that ended in an error. @param onError called with errors that are bugs of the server */
export function replyError(onError: (error: unknown) => void): (error: unknown, call: Call) => Reply {
  return (error, call) =>
    replyFailure(call, error instanceof OAuthFailure ? error : toApiError(error, onError));
}

/** Connect has more calls than those around passkeys, which are all that this server has. */
function noSuchCall(path: string): ApiError {
  const isPublishedApi = /^\/(?:api\/identity\/[^/]+\/system|[^/]+\/[^/]+\/identity\/v2\/self)\//.test(path);
  const rest = 'it has the calls around passkeys only, which openapi.yaml lists.';
  const message = isPublishedApi
    ? `The mock server does not have this call: ${rest}`
    : 'There is no such call.';
  return apiError('not_found', message);
}

/** A page for a person; for a program the vendor's error body, or OAuth's. */
function replyFailure(call: Call, failure: ApiError | OAuthFailure): Reply {
  // Without a context, which the call has not got yet where the storage cannot be opened, there is no page either.
  if (call.get('context') !== undefined && isVisit(call)) return replyNotice(call, failure);
  return failure instanceof OAuthFailure ? replyOAuthFailure(call, failure) : replyRefusal(call, failure);
}

function toApiError(error: unknown, onError: (error: unknown) => void): ApiError {
  if (error instanceof ApiError) return error;
  if (error instanceof Malformed) return apiError('invalid_request', error.message, { cause: error });
  onError(error);
  return apiError('internal_error', 'The mock server made a mistake; its log says which.');
}
