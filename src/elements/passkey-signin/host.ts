import type { Passkeys } from '../../client/types.ts';
import type { TokenReply } from '../../api/contract.ts';

/** What the flow needs of the element and its page. Read at each use: settings change. */
export interface HostCallbacks {
  /** The client, or nothing while the element has no issuer. Throws a `PasskeyError` for a wrong setting. */
  readonly passkeys: () => Passkeys | undefined;
  /** Hands the tokens of a reply to the page. */
  readonly deliver: (tokens: TokenReply) => Promise<void>;
  /** Who signs in, as far as the page or the person said; otherwise empty. */
  readonly identifier: () => string;
  /** Says at the field that the username is missing. */
  readonly reportMissingUsername: () => void;
  readonly wantsAutofill: () => boolean;
  /** Remembers who signed in, where the page asks for it. */
  readonly remember: (identifier: string) => void;
}
