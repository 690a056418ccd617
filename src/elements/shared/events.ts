import type { Mode } from '../../client/types.ts';
import type { PasskeyError, PasskeyErrorCode } from '../../errors.ts';

/** Bubbles out of shadow roots, so one listener on `document` is enough. Carries no secret. */
abstract class PasskeyEvent<Detail> extends CustomEvent<Detail> {
  constructor(type: string, detail: Detail, cancelable = false) {
    super(type, { bubbles: true, composed: true, cancelable, detail });
  }
}

/** The members of a `PasskeyError` without its cause, which may hold secrets. */
export interface FailureDetail {
  readonly code: PasskeyErrorCode;
  /** Explains the failure to developers. */
  readonly message: string;
  readonly inferred: boolean;
  readonly status?: number;
  readonly serverCode?: string;
  /** Seconds until a retry makes sense. */
  readonly retryAfter?: number;
}

export interface SignedInDetail {
  readonly method: 'passkey' | 'password';
  /** Present after a sign-up: the account is new. */
  readonly newAccount?: true;
  /** `sub` of the tokens; absent after a redirect. */
  readonly subject?: string;
  /** True: the element follows the server's redirect, unless the event is cancelled. */
  readonly redirects: boolean;
}

/**
 * The server accepted the person, and the offer of a passkey, if there was one, has been answered.
 * Cancelable when the server redirects: `preventDefault()` keeps the page, `follow()` goes there later.
 */
export class PasskeySignedInEvent extends PasskeyEvent<SignedInDetail> {
  readonly #follow: (() => void) | undefined;

  constructor(detail: SignedInDetail, follow?: () => void) {
    super('passkey-signed-in', detail, follow !== undefined);
    this.#follow = follow;
  }

  /** Follows the server's redirect; does nothing when the server answered with tokens. */
  follow(): void {
    this.#follow?.();
  }
}

/** A sign-in ended without success. The code `cancelled` is not an error. */
export class PasskeySigninFailedEvent extends PasskeyEvent<FailureDetail> {
  constructor(error: PasskeyError) {
    super('passkey-signin-failed', failureDetail(error));
  }
}

/** The passkey mode of the workspace is known. */
export class PasskeyModeDetectedEvent extends PasskeyEvent<{ readonly mode: Mode | 'unavailable' }> {
  constructor(mode: Mode | 'unavailable') {
    super('passkey-mode-detected', { mode });
  }
}

/** Why a passkey on this device would help: the sign-in used a password, or a passkey on another device. */
export type OfferReason = 'password' | 'cross-device';

/** The element is about to offer a passkey for this device. `preventDefault()` suppresses the offer. */
export class PasskeyOfferEvent extends PasskeyEvent<{ readonly reason: OfferReason }> {
  constructor(reason: OfferReason) {
    super('passkey-offer', { reason }, true);
  }
}

/** A passkey was created, from the list, from an offer, or silently. */
export class PasskeyAddedEvent extends PasskeyEvent<{
  /** Record ID and name, where the tenant's list shows them. */
  readonly id?: string;
  readonly name?: string;
  readonly mode: Mode;
}> {
  constructor({ id, name, mode }: { id?: string | undefined; name?: string | undefined; mode: Mode }) {
    super('passkey-added', { ...(id !== undefined && { id }), ...(name !== undefined && { name }), mode });
  }
}

/** A passkey was renamed; `id` is the ID of its record. */
export class PasskeyRenamedEvent extends PasskeyEvent<{ readonly id: string; readonly name: string }> {
  constructor(id: string, name: string) {
    super('passkey-renamed', { id, name });
  }
}

/** A passkey was removed; `id` is the ID of its record. */
export class PasskeyRemovedEvent extends PasskeyEvent<{ readonly id: string }> {
  constructor(id: string) {
    super('passkey-removed', { id });
  }
}

/** The list was loaded or has changed. */
export class PasskeyListChangedEvent extends PasskeyEvent<{
  readonly count: number;
  /** Absent where the limit is not known. */
  readonly capacity?: number;
}> {
  constructor(count: number, capacity?: number) {
    super('passkey-list-changed', { count, ...(capacity !== undefined && { capacity }) });
  }
}

/** An action on a list of passkeys. */
export type ManagerAction = 'list' | 'add' | 'rename' | 'remove' | 'step-up' | 'send-code' | 'use-code';

/** An action on the list ended without success. The code `cancelled` is not an error. */
export class PasskeyManagerFailedEvent extends PasskeyEvent<
  FailureDetail & { readonly action: ManagerAction }
> {
  constructor(action: ManagerAction, error: PasskeyError) {
    super('passkey-manager-failed', { action, ...failureDetail(error) });
  }
}

function failureDetail({
  code,
  message,
  inferred,
  status,
  serverCode,
  retryAfter,
}: PasskeyError): FailureDetail {
  return {
    code,
    message,
    inferred,
    ...(status !== undefined && { status }),
    ...(serverCode !== undefined && { serverCode }),
    ...(retryAfter !== undefined && { retryAfter }),
  };
}

declare global {
  // HTMLElementEventMap and DocumentEventMap inherit from this map.
  interface GlobalEventHandlersEventMap {
    'passkey-signed-in': PasskeySignedInEvent;
    'passkey-signin-failed': PasskeySigninFailedEvent;
    'passkey-mode-detected': PasskeyModeDetectedEvent;
    'passkey-offer': PasskeyOfferEvent;
    'passkey-added': PasskeyAddedEvent;
    'passkey-renamed': PasskeyRenamedEvent;
    'passkey-removed': PasskeyRemovedEvent;
    'passkey-list-changed': PasskeyListChangedEvent;
    'passkey-manager-failed': PasskeyManagerFailedEvent;
  }
}

export type PasskeyEventName = keyof GlobalEventHandlersEventMap & `passkey-${string}`;
