/** One call as `/_mock/requests` tells it. */
export interface RecordedCall {
  /** ISO 8601, by the server's clock. */
  readonly at: string;
  readonly method: string;
  readonly path: string;
  readonly status: number;
  readonly milliseconds: number;
  readonly error_code?: string;
  /** Why it was refused, where the answer itself must not tell. */
  readonly reason?: string;
  readonly options?: { readonly publicKey?: Options };
  readonly credential?: CredentialJson;
}

/** What begin answered: creation or request options, whichever it is. */
export interface Options {
  readonly challenge?: string;
  readonly timeout?: number;
  readonly rpId?: string;
  readonly rp?: { readonly id?: string; readonly name?: string };
  readonly user?: { readonly id?: string; readonly name?: string; readonly displayName?: string };
  readonly pubKeyCredParams?: readonly { readonly alg: number }[];
  readonly excludeCredentials?: readonly unknown[] | null;
  readonly allowCredentials?: readonly unknown[] | null;
  readonly userVerification?: string;
  readonly authenticatorSelection?: {
    readonly residentKey?: string;
    readonly userVerification?: string;
    readonly authenticatorAttachment?: string;
  };
}

/** What complete received; anything may be missing or wrong, which is what an inspector is for. */
export interface CredentialJson {
  readonly id?: string;
  readonly authenticatorAttachment?: string;
  readonly response?: {
    readonly clientDataJSON?: string;
    readonly attestationObject?: string;
    readonly authenticatorData?: string;
    readonly signature?: string;
    readonly userHandle?: string | null;
    readonly transports?: readonly string[];
  };
}

/** A fact for people: what it is, what it says, and what that means. */
export interface Fact {
  readonly label: string;
  readonly value: string;
  readonly note?: string;
}

/** What the path says in words, e.g. "Smart sign-in, complete". */
export function nameOf({ method, path }: RecordedCall): string {
  const mode = path.includes('usernameless-webauthn') ? 'Smart' : 'Classic';
  const [, ceremony, step] = /\/(create|login|register)\/(?:[\w-]+\/)?(begin|complete)$/.exec(path) ?? [];
  if (ceremony && step) return `${mode} ${ceremonies[ceremony] ?? ceremony}, ${step}`;
  return names.find(({ pattern }) => pattern.test(`${method} ${path}`))?.name ?? 'Call';
}

const ceremonies: Readonly<Record<string, string>> = {
  create: 'enrolment',
  login: 'sign-in',
  register: 'sign-up',
};

const names = [
  { pattern: /^GET .*\/self\/me$/, name: 'Own profile and passkeys' },
  { pattern: /^POST .*\/login\/password$/, name: 'Sign-in with a password' },
  { pattern: /^PUT .*\/name$/, name: 'Rename a passkey' },
  { pattern: /^DELETE .*\/webauthn\/[^/]+$/, name: 'Remove a passkey' },
  { pattern: /\/webauthn\/add\/request$/, name: 'Send a code' },
  { pattern: /\/webauthn\/add\/complete$/, name: 'Use a code' },
  { pattern: /\/system\/pools\/[^/]+\/users\//, name: 'User details' },
  { pattern: /^GET .*\/(?:pools|servers)\/[^/]+$/, name: 'Read settings' },
  { pattern: /^PUT .*\/(?:pools|servers)\/[^/]+$/, name: 'Change settings' },
  { pattern: /\/\.well-known\/jwks\.json$/, name: 'Keys of the issuer' },
  { pattern: /\/oauth2\/token$/, name: 'Tokens' },
  { pattern: /\/oauth2\/(?:authorize|continue)$/, name: 'OAuth authorization' },
];
