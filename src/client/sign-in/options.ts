import { PasskeyError } from '../../errors.ts';
import { abortable } from '../../async.ts';
import type { ClassicBeginBody, CredentialAssertion, SignInContext } from '../../api/contract.ts';
import { hostedSignIn } from '../../api/hosted-page.ts';
import { signIn, type SignIn } from '../../api/sign-in.ts';
import { signInEndpoints } from '../../api/urls.ts';
import type { ClientContext, ResolvedOptions } from '../context.ts';
import { ModeDetector, toFamily } from '../mode.ts';
import { OptionsPrefetch, type Lease } from '../options-prefetch.ts';

import type { DetectedMode, Mode, SignInOptions, Transaction } from '../types.ts';

/** The person that a Classic begin is for. Ignored in Smart mode. */
export type SignInTarget = Pick<SignInOptions, 'identifier' | 'secondFactor'>;

export interface BegunSignIn extends CredentialAssertion {
  readonly mode: Mode;
  readonly target: SignInTarget;
}

/**
 * The sign-in calls of the client's workspace.
 *
 * @throws PasskeyError `configuration` without `poolId`, which a page that only manages passkeys does not give
 */
export const signInCalls = ({ http, settings }: ClientContext): SignIn =>
  settings.hostedPage
    ? hostedSignIn(http, settings.hostedPage, settings.hosted ?? {})
    : signIn(http, signInEndpoints(settings));

/** The begins of sign-ins, prefetched in the mode that the workspace turns out to have. */
export class SignInPrefetch {
  readonly detector: ModeDetector;
  readonly #context: ClientContext;
  readonly #options: OptionsPrefetch<SignInTarget, BegunSignIn>;

  constructor(context: ClientContext) {
    this.#context = context;
    this.detector = new ModeDetector(context.settings.mode);
    this.#options = new OptionsPrefetch(context.clock, {
      // Classic can be tried first only for a named person.
      fetch: (target) =>
        this.detector.begin(
          (mode) => this.#begin(mode, target),
          this.#isNamed(target) ? this.#remembered : undefined,
        ),
      matches: ({ mode, target }, other) =>
        target.secondFactor?.loginId === other.secondFactor?.loginId &&
        (mode === 'smart' || target.identifier === other.identifier),
    });
  }

  /** Fetches options and keeps them fresh; nothing while a workspace in Classic mode lacks a person to ask for. */
  prefetch(target: SignInTarget, signal?: AbortSignal): void {
    const expected = this.detector.value ?? this.#remembered;
    if (this.#isNamed(target) || expected !== 'classic') this.#options.prefetch(target, signal);
  }

  /** Replaces the options by new ones. */
  refresh(): Promise<void> {
    return this.#options.refresh({});
  }

  take({ identifier, secondFactor }: SignInTarget, signal: AbortSignal): Promise<Lease<BegunSignIn>> {
    const target = { ...(identifier !== undefined && { identifier }), ...(secondFactor && { secondFactor }) };
    return this.#options.take(target, signal);
  }

  /**
   * The mode, detected by the Smart begin that the page needs anyway; its options stay for the sign-in. A workspace that
   * was in Classic mode at the last visit counts as Classic until a begin shows otherwise, because a Smart begin would be
   * refused at every visit.
   */
  async mode(signal = new AbortController().signal): Promise<DetectedMode> {
    const known = this.detector.value;
    if (known) return known;
    if (this.#remembered === 'classic') return 'classic';
    try {
      return (await abortable(signal, this.#options.get({}))).mode;
    } catch (error) {
      if (signal.aborted)
        throw new PasskeyError('aborted', 'Finding out the mode was stopped.', { cause: error });
      // A refusal of Smart, too, is an answer.
      if (this.detector.value) return this.detector.value;
      throw error;
    }
  }

  get #remembered(): Mode | undefined {
    const { memory, settings } = this.#context;
    return memory.modeOf(settings.issuer);
  }

  /** True if a Classic begin has a person to ask for; on a hosted page its template may name one. */
  #isNamed({ identifier, secondFactor }: SignInTarget): boolean {
    const { hosted } = this.#context.settings;
    return [identifier, secondFactor, hosted?.identifier, hosted?.userId].some(Boolean);
  }

  async #begin(mode: Mode, target: SignInTarget): Promise<BegunSignIn> {
    const { settings, memory } = this.#context;
    if (mode === 'classic' && !this.#isNamed(target)) throw needsIdentifier();
    const person = mode === 'classic' && target.identifier && { identifier: target.identifier };
    const body = { ...person, ...signInContext(settings, target.secondFactor) } satisfies ClassicBeginBody;
    const reshaped = settings.onBegin(body, { ceremony: 'sign-in', mode });
    const { publicKey } = await signInCalls(this.#context).loginBegin(toFamily(mode), reshaped);
    memory.rememberMode(settings.issuer, mode);
    return { publicKey, mode, target };
  }
}

const needsIdentifier = (): PasskeyError =>
  new PasskeyError('invalid_request', 'This workspace is in Classic mode: signing in needs an identifier.');

/**
 * The members of a begin that assign it to a transaction or a workspace.
 *
 * @throws PasskeyError `configuration` when neither is known
 */
export function signInContext(settings: ResolvedOptions, other?: Transaction): SignInContext {
  const transaction = other ?? settings.transaction;
  if (transaction) return { login_id: transaction.loginId, login_state: transaction.loginState };
  if (settings.workspaceId) return { workspace_id: settings.workspaceId };
  throw new PasskeyError(
    'configuration',
    'A vanity domain of one workspace does not tell its ID: give workspaceId.',
  );
}
