import { parseCreationOptions, parseRequestOptions } from '../../api/json.ts';
import { type Answer, errorCode, isSuccess } from '../ask.ts';
import {
  activeFamily,
  type Evidence,
  families,
  readBody,
  readOptions,
  toObject,
  toStrings,
} from '../evidence.ts';
import { secondsAt } from '../token-content.ts';
import type { Verdict } from '../types.ts';
import { cannotTell, describeAll, differs, holds, needs } from './judging.ts';

export function judgeIssuer({ answers, workspace }: Evidence): Verdict {
  const { issuer } = toObject(answers.get('discovery')?.body);
  if (issuer === workspace.issuer) return holds('it does');
  const found = typeof issuer === 'string' && URL.canParse(issuer) ? new URL(issuer) : undefined;
  const name = found ? found.origin + found.pathname : 'something that is no URL';
  return differs(`it names ${name}`, 'SDK `issuer`: the one that discovery names, to the letter');
}

export function judgeOAuthEndpoints({ answers, workspace }: Evidence): Verdict {
  const metadata = toObject(answers.get('discovery')?.body);
  const expected = {
    authorization_endpoint: '/oauth2/authorize',
    token_endpoint: '/oauth2/token',
    jwks_uri: '/.well-known/jwks.json',
  };
  const elsewhere = Object.entries(expected).flatMap(([name, path]) =>
    metadata[name] === workspace.issuer + path ? [] : [name],
  );
  return elsewhere.length === 0
    ? holds('they are')
    : differs(
        `elsewhere or missing: ${elsewhere.join(', ')}`,
        'your OIDC library: let it read discovery; SDK `tokenEndpoint` of the system client if its workspace does the same',
      );
}

export function judgeRefusal({ answers }: Evidence): Verdict {
  const refusals = [...answers.values()].filter(
    ({ name, status, is }) => status >= 400 && is === 'json' && name !== 'token',
  );
  if (refusals.length === 0) return cannotTell('a refusal in JSON');
  const members = ['status_code', 'error', 'error_code', 'details'];
  const odd = refusals.filter(({ body }) => !members.every((name) => name in toObject(body)));
  return odd.length === 0
    ? holds(`so in all ${refusals.length}`)
    : differs(
        `not so in ${odd.map(({ name }) => name).join(', ')}`,
        'no option needed: the SDK goes by the call and the status; SDK `fetch` can add `error_code`',
      );
}

export function judgeMode(evidence: Evidence): Verdict {
  const me = readBody(evidence, 'me');
  if (!me) return cannotTell(needs.user);
  const lists = ['allowed_authentication_mechanisms', 'authentication_mechanisms'];
  const listed = lists.map((name) => toStrings(me[name])).find((list) => list.length > 0) ?? [];
  const active = activeFamily(evidence, 'create') ?? activeFamily(evidence);
  const mode = active === 'webauthn' ? 'classic' : 'smart';
  if (!active) {
    return listed.some((name) => name === 'webauthn' || name === 'usernameless_webauthn')
      ? cannotTell(`an accepted begin: ${needs.user}`)
      : differs('`me` lists no passkey', "SDK `mode`: 'smart' or 'classic', as the workspace is set");
  }
  const names = { webauthn: 'webauthn', 'usernameless-webauthn': 'usernameless_webauthn' } as const;
  return listed.includes(names[active])
    ? holds(`${mode === 'smart' ? 'Smart' : 'Classic'}, as its begin says`)
    : differs('`me` does not name the family whose begin is accepted', `SDK \`mode: '${mode}'\``);
}

const begun = [
  ...families.map((family) => `create/${family}`),
  ...families.flatMap((family) => [`login/${family}`, `hosted/${family}`]),
];

export function judgeReadable({ answers }: Evidence): Verdict {
  const accepted = begun.flatMap((name) => answers.get(name) ?? []).filter(isSuccess);
  if (accepted.length === 0) return cannotTell(`an accepted begin: ${needs.pool}, or ${needs.user}`);
  const broken = accepted.flatMap((answer) => findBreach(answer) ?? []);
  return broken.length === 0
    ? holds(`so in ${accepted.length}`)
    : differs(broken.join(' '), 'SDK `fetch`: translate the reply into the form of docs/connect-api.md');
}

/** The parsers' messages name fields and no values. */
function findBreach({ name, body }: Answer): string | undefined {
  try {
    if (name.startsWith('create/')) parseCreationOptions(body);
    else parseRequestOptions(body);
    return undefined;
  } catch (error) {
    return `${name}: ${error instanceof Error ? error.message : 'unreadable.'}`;
  }
}

export function judgeResidentKey(evidence: Evidence): Verdict {
  const family = families.find((each) => isSuccess(evidence.answers.get(`create/${each}`)));
  const options = family && readOptions(evidence, `create/${family}`);
  if (!options) return cannotTell(needs.user);
  const { residentKey } = toObject(options['authenticatorSelection']);
  if (family === 'webauthn') {
    return residentKey === 'required'
      ? differs(
          'Classic asks for one too',
          'no option needed: the SDK passes it on; keys without room for it are refused',
        )
      : holds('Classic does not');
  }
  return residentKey === 'required'
    ? holds('Smart does')
    : differs(
        'Smart does not, so passkeys of some authenticators cannot sign in',
        "SDK `fetch`: set `authenticatorSelection.residentKey` to 'required' in the reply",
      );
}

export function judgeFiveMinutes(evidence: Evidence): Verdict {
  const signedIn = secondsAt(evidence.token, 'auth_time');
  const asked = families.flatMap((family) => evidence.answers.get(`create/${family}`) ?? []);
  if (asked.length === 0 || signedIn === undefined) return cannotTell(`${needs.user}, with \`auth_time\``);
  const isOld = evidence.now - signedIn > 330;
  if (!isOld) {
    const refused = asked.filter((answer) => errorCode(answer) === 'reauthentication_required');
    return refused.length > 0
      ? differs(
          `a fresh sign-in is refused: ${describeAll(refused)}`,
          'SDK `reauthenticate`, and set the clocks of the tenant and of this machine',
        )
      : cannotTell('a token whose sign-in is older than 5 minutes');
  }
  return asked.some(isSuccess)
    ? differs('an older sign-in is accepted', 'SDK `reauthenticate`: may be left out')
    : holds(describeAll(asked));
}
