import type { Mode } from '../../client/types.ts';
import type { PasskeyError, PasskeyErrorCode } from '../../errors.ts';

/** Bubbles out of shadow roots, so one listener on `document` is enough. Carries no secret. */
abstract class PasskeyEvent<Detail> extends CustomEvent<Detail> {
  constructor(type: string, detail: Detail, cancelable = false) {
    super(type, { bubbles: true, composed: true, cancelable, detail });
  }
}

/** What a page may know of a failure: everything of the `PasskeyError` but its cause, which may hold secrets. */
export interface FailureDetail {
  readonly code: PasskeyErrorCode;
  /** For developers. */
  readonly message: string;
  readonly inferred: boolean;
  readonly status?: number;
  readonly serverCode?: string;
  /** Seconds. */
  readonly retryAfter?: number;
}

export interface SignedInDetail {
  readonly method: 'passkey' | 'password';
  /** `sub` of the tokens; absent when the server only redirected. */
  readonly subject?: string;
  /** True: the element goes to the page the server named, unless the event is cancelled. */
  readonly redirects: boolean;
}

/**
 * The server accepted the person, and an offer to create a passkey, if there was one, is answered.
 * Cancelable when the server redirected: `preventDefault()` keeps the page, `follow()` goes there later.
 */
export class PasskeySignedInEvent extends PasskeyEvent<SignedInDetail> {
  readonly #follow: (() => void) | undefined;

  constructor(detail: SignedInDetail, follow?: () => void) {
    super('passkey-signed-in', detail, follow !== undefined);
    this.#follow = follow;
  }

  /** Goes to the page the server named; nothing when the reply was tokens. */
  follow(): void {
    this.#follow?.();
  }
}

/** A sign-in ended without success; `cancelled` is among the codes and is no error. */
export class PasskeySigninFailedEvent extends PasskeyEvent<FailureDetail> {
  constructor(error: PasskeyError) {
    super('passkey-signin-failed', failureDetail(error));
  }
}

/** The workspace told how its passkeys work. */
export class PasskeyModeDetectedEvent extends PasskeyEvent<{ readonly mode: Mode | 'unavailable' }> {
  constructor(mode: Mode | 'unavailable') {
    super('passkey-mode-detected', { mode });
  }
}

/** Why a passkey on this device would help: there was a password, or the passkey is on another device. */
export type OfferReason = 'password' | 'cross-device';

/** The person could create a passkey here. `preventDefault()` keeps the element from offering it. */
export class PasskeyOfferEvent extends PasskeyEvent<{ readonly reason: OfferReason }> {
  constructor(reason: OfferReason) {
    super('passkey-offer', { reason }, true);
  }
}

/** A passkey was made, from the list or from an offer. */
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

/** The server took a new name for a passkey; `id` is the record's. */
export class PasskeyRenamedEvent extends PasskeyEvent<{ readonly id: string; readonly name: string }> {
  constructor(id: string, name: string) {
    super('passkey-renamed', { id, name });
  }
}

/** The server removed a passkey; `id` is the record's. */
export class PasskeyRemovedEvent extends PasskeyEvent<{ readonly id: string }> {
  constructor(id: string) {
    super('passkey-removed', { id });
  }
}

/** The list was loaded or changed. */
export class PasskeyListChangedEvent extends PasskeyEvent<{
  readonly count: number;
  /** Absent where nobody says how many are allowed. */
  readonly capacity?: number;
}> {
  constructor(count: number, capacity?: number) {
    super('passkey-list-changed', { count, ...(capacity !== undefined && { capacity }) });
  }
}

/** What was tried on a list of passkeys. */
export type ManagerAction = 'list' | 'add' | 'rename' | 'remove' | 'step-up' | 'send-code' | 'use-code';

/** An action on the list ended without success; `cancelled` is among the codes and is no error. */
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
  // The map that HTMLElementEventMap and DocumentEventMap inherit.
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
