/** One call as `/_mock/requests` lists it. */
export interface RecordedCall {
  /** ISO 8601, by the server's clock. */
  readonly at: string;
  readonly method: string;
  readonly path: string;
  readonly status: number;
  readonly milliseconds: number;
  readonly error_code?: string;
  /** Reason of the refusal, where the reply itself must not give it. */
  readonly reason?: string;
  readonly options?: { readonly publicKey?: Options };
  readonly credential?: CredentialJson;
}

/** Reply of a begin call: creation or request options. */
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

/** Body of a complete call. Any member may be missing or wrong: an inspector shows such bodies too. */
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

/** A fact for people: label, value and meaning. */
export interface Fact {
  readonly label: string;
  readonly value: string;
  readonly note?: string;
}

/** Names a call by its path, e.g. "Smart sign-in, complete". */
export function nameCall({ method, path }: RecordedCall): string {
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
